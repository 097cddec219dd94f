using System.Text;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Protocol.Json;
using Castor.Server.Validation;
using FsCheck;
using FsCheck.Fluent;

namespace Castor.Server.Tests.Validation;

public sealed class RequestValidatorPropertyTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithReplay(20261121, 17).WithMaxTest(1000);

    [Fact]
    public void Validate_AnyValidRequest_Passes() => Check.One(s_config, Prop.ForAll(RandomRequests.Valid.ToArbitrary(), request =>
    {
        if (Verdict.OfGenerate(request.Json, request.Model) is { } failure)
        {
            throw new InvalidOperationException($"{request.Model} refuses {request.Json}: {failure.Message}", failure);
        }
    }));

    [Fact]
    public void Validate_AnyBrokenRequest_FailsInTheWordsOfTheApiAlone()
    {
        int refused = 0;
        Check.One(s_config.WithMaxTest(2000), Prop.ForAll(RandomRequests.Broken.ToArbitrary(), request =>
        {
            try
            {
                refused += Verdict.OfGenerate(request.Json, request.Model) is null ? 0 : 1;
            }
            catch (ApiException)
            {
                // Not even readable.
            }
        }));

        Assert.True(refused > 500, $"Only {refused} of the broken requests reached the validator and were refused.");
    }

    [Fact]
    public void Validate_PlainRequest_AllocatesNothing()
    {
        GenerateContentRequest request = WireJson.ReadRequest<GenerateContentRequest>(Encoding.UTF8.GetBytes(
            """
            {"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"model","parts":[{"text":"b"}]},{"role":"user","parts":[{"text":"c"}]}],
            "systemInstruction":{"parts":[{"text":"d"}]},"generationConfig":{"temperature":0.5,"topP":0.9,"maxOutputTokens":100,"stopSequences":["x"],
            "thinkingConfig":{"thinkingBudget":100}},"safetySettings":[{"category":"HARM_CATEGORY_HARASSMENT","threshold":"BLOCK_NONE"}]}
            """));
        ModelEntry model = TestModels.Find("gemini-2.5-flash");
        RequestValidator.Validate(request, model, "v1beta", streamed: false);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            RequestValidator.Validate(request, model, "v1beta", streamed: false);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
