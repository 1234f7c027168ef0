namespace OrleansCommerce.Local.Execution;

/// <summary>Keeps ambient values out of what lives longer than the call that made it.</summary>
internal static class Flow
{
    /// <summary>Until disposed, new timers and tasks capture no ambient values.</summary>
    public static Suppression Suppress() => new(ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow());

    public readonly ref struct Suppression(AsyncFlowControl? control)
    {
        public void Dispose() => control?.Undo();
    }
}
