namespace Castor.Inference.Scheduling;

/// <summary>
/// How many tokens of each answer a step computes: one for each answer that is being continued, and of the prompts as many as the budget allows, in
/// equal shares, so that a short prompt does not wait for a long one. What a short one leaves goes to the oldest.
/// </summary>
internal static class StepPlan
{
    /// <summary>Sets <see cref="Answer.Rows"/>.</summary>
    /// <param name="answers">The running answers, from the oldest.</param>
    /// <param name="maxBatch">The most tokens of a step.</param>
    /// <param name="promptTokensBesideAnswers">The most tokens of prompts in a step that continues answers too.</param>
    /// <returns>Whether there is anything to compute.</returns>
    public static bool Make(List<Answer> answers, int maxBatch, int promptTokensBesideAnswers)
    {
        int continued = 0;
        int prompts = 0;
        foreach (Answer answer in answers)
        {
            answer.Rows = answer.Generation.Stream.IsPaused() ? 0 : 1;
            if (answer.Rows > 0)
            {
                continued += answer.PendingCount == 1 ? 1 : 0;
                prompts += answer.PendingCount > 1 ? 1 : 0;
            }
        }

        if (prompts > 0)
        {
            int budget = maxBatch - continued;
            SharePrompts(answers, prompts, continued > 0 ? Math.Min(budget, promptTokensBesideAnswers) : budget);
        }

        return continued + prompts > 0;
    }

    private static void SharePrompts(List<Answer> answers, int prompts, int budget)
    {
        int share = Math.Max(1, budget / prompts);
        foreach (Answer answer in answers)
        {
            if (answer.Rows > 0 && answer.PendingCount > 1)
            {
                answer.Rows = Math.Min(Math.Min(Limit(answer), share), budget);
                budget -= answer.Rows;
            }
        }

        foreach (Answer answer in answers)
        {
            if (answer.Rows > 0 && answer.PendingCount > 1)
            {
                int more = Math.Min(Limit(answer) - answer.Rows, budget);
                answer.Rows += more;
                budget -= more;
            }
        }
    }

    // A step ends where a snapshot is due, since it can only be taken there, and where the prompt ends, since it takes tokens of one origin.
    private static int Limit(Answer answer)
    {
        int toSnapshot = answer.NextSnapshot - answer.Kv!.Length;
        int toPromptEnd = answer.PromptLength - answer.Kv.Length;
        return Math.Min(answer.PendingCount, Math.Min(toSnapshot > 0 ? toSnapshot : int.MaxValue, toPromptEnd > 0 ? toPromptEnd : int.MaxValue));
    }
}
