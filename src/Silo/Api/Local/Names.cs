// The settings of the composition root, which has classes of its own for them where HotChocolate is the server.
global using GraphQLLimits = HotChocolate.GraphQLLimits;
global using StoredDocumentOptions = HotChocolate.StoredDocumentOptions;
