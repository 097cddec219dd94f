namespace Castor.Inference.Scheduling;

/// <summary>How fast the model has been of late and how long answers get, by moving averages, and what follows for those who wait.</summary>
internal sealed class ThroughputMeter
{
    private const double Weight = 0.1;

    // What is assumed of a machine that has measured nothing: a small model on few cores.
    private double _secondsPerPromptToken = 0.01;
    private double _secondsPerStep = 0.1;
    private double _answerLength = 256;
    private bool _hasPrompt;
    private bool _hasStep;
    private bool _hasAnswer;
    private double _secondsToPlace;
    private double _secondsToIdle;
    private double _secondsOfAnswer;
    private int _running = 1;

    /// <summary>When the next of the running answers is expected to end. From any thread.</summary>
    public TimeSpan TimeToPlace => TimeSpan.FromSeconds(Volatile.Read(ref _secondsToPlace));

    /// <summary>When the last of the running answers, and of those that wait, is expected to end. From any thread.</summary>
    /// <param name="waiting">How many requests wait.</param>
    public TimeSpan TimeToIdle(int waiting)
    {
        double rounds = Math.Ceiling((double)waiting / Volatile.Read(ref _running));
        return TimeSpan.FromSeconds(Volatile.Read(ref _secondsToIdle) + (rounds * Volatile.Read(ref _secondsOfAnswer)));
    }

    /// <summary>Takes in what a step took.</summary>
    /// <param name="running">The answers, with the rows that were computed of them.</param>
    /// <param name="seconds">The time of the step.</param>
    public void NoteStep(List<Answer> running, double seconds)
    {
        int promptTokens = 0;
        int answerTokens = 0;
        foreach (Answer answer in running)
        {
            promptTokens += answer.Rows > 1 ? answer.Rows : 0;
            answerTokens += answer.Rows == 1 ? 1 : 0;
        }

        if (answerTokens > 0)
        {
            Update(ref _secondsPerStep, ref _hasStep, seconds);
        }

        if (promptTokens > answerTokens)
        {
            Update(ref _secondsPerPromptToken, ref _hasPrompt, seconds / promptTokens);
        }

        Estimate(running);
    }

    /// <summary>Takes in an answer that has ended.</summary>
    public void NoteEnd(int length) => Update(ref _answerLength, ref _hasAnswer, length);

    private void Estimate(List<Answer> running)
    {
        double least = double.MaxValue;
        double most = 0;
        foreach (Answer answer in running)
        {
            if (answer is { Rows: > 0, HasEnded: false })
            {
                double left = SecondsLeft(answer.PendingCount - 1, answer.DrawnCount, answer.Generation.Request.MaxTokens);
                least = Math.Min(least, left);
                most = Math.Max(most, left);
            }
        }

        Volatile.Write(ref _secondsToIdle, most);
        Volatile.Write(ref _secondsOfAnswer, _answerLength * _secondsPerStep);
        Volatile.Write(ref _running, Math.Max(1, running.Count));

        if (least < double.MaxValue)
        {
            Volatile.Write(ref _secondsToPlace, least);
        }
    }

    private double SecondsLeft(int promptTokens, int drawn, int maxTokens)
    {
        // An answer that is longer than others were is expected to be as long again as a quarter of them.
        double tokens = Math.Min((double)maxTokens - drawn, Math.Max(_answerLength - drawn, _answerLength / 4));
        return promptTokens * _secondsPerPromptToken + Math.Max(1, tokens) * _secondsPerStep;
    }

    private static void Update(ref double average, ref bool isKnown, double value)
    {
        average = isKnown ? average + Weight * (value - average) : value;
        isKnown = true;
    }
}
