using System.Buffers;
using System.Text;
using Castor.Protocol.OpenAi;
using FsCheck;
using FsCheck.Fluent;

namespace Castor.Protocol.Tests.OpenAi;

public sealed class OpenAiJsonTests
{
    private const string Package = "google.ai.generativelanguage.v1beta";
    private const string Whole =
        """
        {"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"é"}]},{"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function",
        "function":{"name":"f","arguments":"{}"},"extra_content":{"google":{"thought_signature":"YWI="}}}]}],"stop":["x"],"tool_choice":"auto","max_tokens":5,
        "stream_options":{"include_usage":true},"response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object"}}},
        "extra_body":{"google":{"thinking_config":{"include_thoughts":true,"thinking_level":"low"},"safety_settings":[{"category":"HARM_CATEGORY_HARASSMENT","threshold":"OFF"}]}}}
        """;

    private static readonly Config s_config = Config.QuickThrowOnFailure.WithReplay(20261121, 41).WithMaxTest(3000);

    [Theory]
    [InlineData("""{"maxTokens":5,"extraBody":{"google":{"thinkingConfig":{"includeThoughts":true}}}}""")]
    [InlineData("""{"max_tokens":"5","extra_body":{"google":{"thinking_config":{"include_thoughts":"true"}}}}""")]
    public void ReadRequest_OtherSpellings_AreTakenAsProtoJsonHasThem(string json)
    {
        ChatCompletionRequest request = OpenAiJson.ReadRequest<ChatCompletionRequest>(Encoding.UTF8.GetBytes(json), Package);

        Assert.Equal(5, request.MaxTokens);
        Assert.True(request.ExtraBody!.Google!.ThinkingConfig!.IncludeThoughts);
    }

    [Fact]
    public void ReadRequest_AnyBrokenBody_FailsAsTheApiAlone() => Check.One(
        s_config, Prop.ForAll(Gen.Choose(0, Whole.Length).ToArbitrary(), Gen.Choose(0, 30).ToArbitrary(), Gen.Elements("", "\"", "{", "]", "null", "7", "\\u", "é").ToArbitrary(), (at, cut, put) =>
        {
            string json = Whole[..at] + put + Whole[Math.Min(at + cut, Whole.Length)..];
            try
            {
                OpenAiJson.ReadRequest<ChatCompletionRequest>(Encoding.UTF8.GetBytes(json), Package);
                OpenAiJson.ReadLenient<ChatCompletionRequest>(Encoding.UTF8.GetBytes(json), Package);
            }
            catch (ApiException)
            {
                // Told to the client.
            }
        }));

    [Fact]
    public void Vector_InEitherForm_ReadsBackTheSame()
    {
        float[] values = [1.5f, -0.1f, 0f, float.Epsilon, 3.4e38f];
        foreach (bool base64 in (bool[])[false, true])
        {
            var answer = new EmbeddingsResponse { Data = [new EmbeddingObject { Embedding = new EmbeddingVector(values, base64) }] };
            var body = new ArrayBufferWriter<byte>();
            OpenAiJson.Write(body, answer);
            EmbeddingsResponse back = OpenAiJson.ReadLenient<EmbeddingsResponse>(body.WrittenMemory, Package);

            Assert.Equal(base64, Encoding.UTF8.GetString(body.WrittenSpan).Contains("\"AADAP", StringComparison.Ordinal));
            Assert.Equal(values, back.Data![0].Embedding!.Value.Values.ToArray());
        }
    }
}
