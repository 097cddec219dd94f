namespace Castor.Inference.Scheduling;

/// <summary>How fast the model has been of late, and how long answers get: moving averages.</summary>
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

    /// <summary>Seconds of a step that continues answers.</summary>
    public double SecondsPerStep => _secondsPerStep;

    /// <summary>Takes in what a step took.</summary>
    public void Step(int promptTokens, int answerTokens, double seconds)
    {
        if (answerTokens > 0)
        {
            Update(ref _secondsPerStep, ref _hasStep, seconds);
        }

        if (promptTokens > answerTokens)
        {
            Update(ref _secondsPerPromptToken, ref _hasPrompt, seconds / promptTokens);
        }
    }

    /// <summary>Takes in an answer that has ended.</summary>
    public void End(int length) => Update(ref _answerLength, ref _hasAnswer, length);

    /// <summary>The seconds until an answer is expected to end.</summary>
    /// <param name="promptTokens">Tokens to compute before the step of its next one.</param>
    /// <param name="drawn">Tokens that it has.</param>
    /// <param name="maxTokens">The most that it may have.</param>
    public double SecondsLeft(int promptTokens, int drawn, int maxTokens)
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
