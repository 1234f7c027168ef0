namespace OrleansCommerce.LockerSimulator;

/// <summary>The API refused, or did not answer as it says it does.</summary>
internal sealed class ApiException(string message) : Exception(message);
