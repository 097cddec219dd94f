using System.Text;
using Castor.Engines.Local.Requests;
using Castor.Inference.Chat;
using Castor.Protocol;
using Castor.Protocol.Json;

namespace Castor.Engines.Tests.Local;

public sealed class CallResponseTests
{
    private const string Calls = """
        {"role":"user","parts":[{"text":"Both, please."}]},
        {"role":"model","parts":[{"functionCall":{"id":"one","name":"f","args":{"n":1}}},{"functionCall":{"id":"two","name":"f","args":{"n":2}}}]}
        """;

    [Theory]
    [InlineData("""{"functionResponse":{"id":"one","name":"f","response":{"r":1}}},{"functionResponse":{"id":"two","name":"f","response":{"r":2}}}""", "1 2")]
    [InlineData("""{"functionResponse":{"id":"two","name":"f","response":{"r":2}}},{"functionResponse":{"id":"one","name":"f","response":{"r":1}}}""", "1 2")]
    [InlineData("""{"functionResponse":{"id":"two","response":{"r":2}}},{"functionResponse":{"id":"one","response":{"r":1}}}""", "1 2")]
    [InlineData("""{"functionResponse":{"name":"f","response":{"r":2}}},{"functionResponse":{"name":"f","response":{"r":1}}}""", "2 1")]
    [InlineData("""{"text":"And:"},{"functionResponse":{"id":"two","name":"f","response":{"r":2}}},{"functionResponse":{"id":"one","name":"f","response":{"r":1}}}""", "1 2")]
    public void Read_Responses_StandInTheOrderOfTheirCalls(string parts, string order)
    {
        GenerateContentRequest request = WireJson.ReadRequest<GenerateContentRequest>(
            Encoding.UTF8.GetBytes($$"""{"contents":[{{Calls}},{"role":"user","parts":[{{parts}}]}]}"""));

        ToolResponsePart[] responses = [.. ConversationReader.Read(request, thinks: false).Turns[^1].Parts.OfType<ToolResponsePart>()];

        Assert.Equal(order, string.Join(' ', responses.Select(r => r.Response.GetProperty("r").GetRawText())));
        Assert.All(responses, r => Assert.Equal("f", r.Name));
    }
}
