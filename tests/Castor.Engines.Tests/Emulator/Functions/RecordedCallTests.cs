using Castor.Protocol;

namespace Castor.Engines.Tests.Emulator.Functions;

/// <summary>What the recorded models called, the emulator calls too.</summary>
public sealed class RecordedCallTests
{
    public static TheoryData<string> Recordings()
    {
        var names = new TheoryData<string>();
        foreach (string name in WireSamples.Exchanges().Where(DeclaresFunctions).Select(exchange => exchange.Name).Distinct())
        {
            names.Add(name);
        }

        return names;
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void For_RecordedRequests_CallsWhatWasCalled(string name)
    {
        foreach (WireSamples.Exchange exchange in WireSamples.Exchanges().Where(exchange => exchange.Name == name && DeclaresFunctions(exchange)))
        {
            string[] expected = [.. CallsOf(exchange.Answer)];
            string[] actual = [.. Planning.Plan(exchange.Request, TestModels.Flash20).Select(call => Planning.Text(call))];
            // Vertex AI streams arguments in pieces there; the call itself is the same.
            if (exchange.Request.ToolConfig?.FunctionCallingConfig?.StreamFunctionCallArguments != true)
            {
                Assert.Equal(expected, actual);
            }
        }
    }

    private static bool DeclaresFunctions(WireSamples.Exchange exchange) =>
        exchange.Request.Tools?.Any(tool => tool.FunctionDeclarations is { Count: > 0 }) ?? false;

    private static IEnumerable<string> CallsOf(IReadOnlyList<GenerateContentResponse> answer) =>
        from chunk in answer
        from candidate in chunk.Candidates ?? []
        from part in candidate.Content?.Parts ?? []
        where part.FunctionCall is not null
        select Planning.Text(part.FunctionCall!);
}
