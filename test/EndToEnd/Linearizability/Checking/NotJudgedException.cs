namespace OrleansCommerce.EndToEnd.Tests.Linearizability.Checking;

/// <summary>A history has too many orders to try them all: it is neither right nor wrong, and another one is needed.</summary>
internal sealed class NotJudgedException(string message) : Exception(message);
