namespace GreenDonut;

/// <summary>A batch scheduler that runs the continuations of a finished batch in the request's own turn.</summary>
internal interface IResumeScheduler : IBatchScheduler
{
    void Resume(Action continuations);
}
