namespace OrleansCommerce.Views.Following;

/// <summary>Another process follows the feed; nothing was written.</summary>
internal sealed class CheckpointMovedException(string name) : Exception($"The checkpoint '{name}' was moved by another process.");
