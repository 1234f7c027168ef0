namespace OrleansCommerce.Silo.Configuration;

/// <summary>A setting is wrong, and the host does not start. The message names it, its value, and what would be right.</summary>
public sealed class SettingException(string message, Exception? inner = null) : Exception(message, inner);
