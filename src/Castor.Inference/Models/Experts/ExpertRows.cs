namespace Castor.Inference.Models.Experts;

/// <summary>The rows of a step that go through one expert: slots of <see cref="ExpertRouting"/>, one after the other.</summary>
/// <param name="Expert">The expert.</param>
/// <param name="FirstPrompt">The first slot of prompts.</param>
/// <param name="PromptCount">How many, where prompts are multiplied apart; else they are among the answers.</param>
/// <param name="FirstAnswer">The first slot of answers.</param>
/// <param name="AnswerCount">How many.</param>
internal readonly record struct ExpertRows(int Expert, int FirstPrompt, int PromptCount, int FirstAnswer, int AnswerCount);
