namespace GreenDonut;

/// <summary>A batch had no value for a key that must have one.</summary>
public class KeyNotFoundException(string message) : Exception(message);
