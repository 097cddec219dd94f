using Castor.Protocol;

namespace Castor.Engines.Tests.EngineContract;

/// <summary>Short ways to read answers and to write requests.</summary>
internal static class Reading
{
    /// <summary>The request of one prompt with a config, both as JSON text without the outer quotes and braces.</summary>
    public static string Ask(string prompt, string config = "\"temperature\":0", string more = "") =>
        $$"""{"contents":[{"role":"user","parts":[{"text":"{{prompt}}"}]}],"generationConfig":{ {{config}} }{{more}}}""";

    public static string TextOf(Candidate candidate) =>
        string.Concat((candidate.Content?.Parts ?? []).Where(p => p.Thought != true).Select(p => p.Text));

    public static string TextOf(GenerateContentResponse answer) => TextOf(answer.Candidates![0]);

    public static string TextOf(IEnumerable<GenerateContentResponse> chunks, int candidate = 0) =>
        string.Concat(chunks.SelectMany(c => c.Candidates ?? []).Where(c => (c.Index ?? 0) == candidate).Select(TextOf));

    public static string ThoughtsOf(IEnumerable<GenerateContentResponse> chunks) => string.Concat(
        chunks.SelectMany(c => c.Candidates ?? []).SelectMany(c => c.Content?.Parts ?? []).Where(p => p.Thought == true).Select(p => p.Text));

    public static IReadOnlyList<FunctionCall> CallsOf(GenerateContentResponse answer) =>
        [.. (answer.Candidates![0].Content?.Parts ?? []).Select(p => p.FunctionCall).OfType<FunctionCall>()];

    public static GenerateContentResponse Fold(IEnumerable<GenerateContentResponse> chunks)
    {
        ResponseFold fold = new();
        foreach (GenerateContentResponse chunk in chunks)
        {
            fold.Add(chunk);
        }

        return fold.ToResponse();
    }
}
