namespace HotChocolate.Execution;

/// <summary>Sees every error before it is sent, and may replace it.</summary>
public interface IErrorFilter
{
    /// <summary>The error to send in the place of <paramref name="error"/>; the same one to leave it be.</summary>
    IError OnError(IError error);
}
