using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using Google.Apis.Auth.OAuth2;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;
using OpenAI.Models;

namespace Castor.Conformance;

/// <summary>The official <c>OpenAI</c> package for .NET.</summary>
public sealed class OpenAiDotNetTests(ConformanceHost host)
{
    private const string Model = "gemini-2.5-flash";
    private const string EmbeddingModel = "gemini-embedding-001";
    private const string Prompt = "Tell me about the two stars Castor and Pollux, please.";

    private static readonly ChatTool s_weather = ChatTool.CreateFunctionTool(
        "get_weather",
        "Gets the current weather of a city.",
        BinaryData.FromString("""{"type": "object", "properties": {"city": {"type": "string", "description": "The name of the city."}}, "required": ["city"]}"""));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private OpenAIClientOptions Options => new() { Endpoint = new Uri(host.BaseUrl + "/v1beta/openai"), RetryPolicy = new ClientRetryPolicy(maxRetries: 0) };

    private static ApiKeyCredential Key => new("conformance-key");

    private ChatClient Chat(string model = Model) => new(model, Key, Options);

    [Fact]
    public async Task Chat_Text_IsWhole()
    {
        ChatCompletion answer = await Chat().CompleteChatAsync([new SystemChatMessage("You are a star guide."), new UserChatMessage(Prompt)], cancellationToken: Cancellation);

        Assert.Equal(ChatFinishReason.Stop, answer.FinishReason);
        Assert.Contains("Castor", answer.Content[0].Text, StringComparison.Ordinal);
        Assert.Equal(answer.Usage.TotalTokenCount, answer.Usage.InputTokenCount + answer.Usage.OutputTokenCount + answer.Usage.OutputTokenDetails.ReasoningTokenCount);
    }

    [Fact]
    public async Task Chat_OfAServiceAccountOnVertex_IsAnswered()
    {
        GoogleCredential account = (await GoogleCredential.FromFileAsync(host.CredentialsPath, Cancellation)).CreateScoped("https://www.googleapis.com/auth/cloud-platform");
        string token = await account.UnderlyingCredential.GetAccessTokenForRequestAsync(cancellationToken: Cancellation);
        var vertex = new ChatClient("google/" + Model, new ApiKeyCredential(token), new OpenAIClientOptions
        {
            Endpoint = new Uri($"{host.KeysUrl}/v1/projects/{ConformanceHost.Project}/locations/global/endpoints/openapi"),
        });
        ChatCompletion answer = await vertex.CompleteChatAsync([new UserChatMessage(Prompt)], cancellationToken: Cancellation);
        Assert.Contains("Castor", answer.Content[0].Text, StringComparison.Ordinal);
        Assert.Equal("google/" + Model, answer.Model);
    }

    [Fact]
    public async Task Chat_Stream_AddsUpToTheWhole()
    {
        ChatCompletion whole = await Chat().CompleteChatAsync([new UserChatMessage(Prompt)], cancellationToken: Cancellation);
        List<string> pieces = [];
        ChatFinishReason? finish = null;
        ChatTokenUsage? usage = null;
        await foreach (StreamingChatCompletionUpdate update in Chat().CompleteChatStreamingAsync([new UserChatMessage(Prompt)], cancellationToken: Cancellation))
        {
            pieces.AddRange(update.ContentUpdate.Select(part => part.Text));
            finish = update.FinishReason ?? finish;
            usage = update.Usage ?? usage;
        }

        Assert.True(pieces.Count > 1);
        Assert.Equal(whole.Content[0].Text, string.Concat(pieces));
        Assert.Equal(ChatFinishReason.Stop, finish);
        Assert.Equal(whole.Usage.TotalTokenCount, usage?.TotalTokenCount);
    }

    [Fact]
    public async Task Chat_Tools_AreCalledAndAnswered()
    {
        var options = new ChatCompletionOptions { Tools = { s_weather } };
        List<ChatMessage> messages = [new UserChatMessage("What is the weather in Paris, and in Oslo?")];

        ChatCompletion asked = await Chat().CompleteChatAsync(messages, options, Cancellation);
        Assert.Equal(ChatFinishReason.ToolCalls, asked.FinishReason);
        Assert.Equal(["Paris", "Oslo"], asked.ToolCalls.Select(call => JsonDocument.Parse(call.FunctionArguments).RootElement.GetProperty("city").GetString()));
        messages.Add(new AssistantChatMessage(asked));
        messages.AddRange(asked.ToolCalls.Select((call, i) => new ToolChatMessage(call.Id, $"{20 + i} degrees")));
        ChatCompletion told = await Chat().CompleteChatAsync(messages, options, Cancellation);

        Assert.Equal(ChatFinishReason.Stop, told.FinishReason);
        Assert.Contains("20 degrees", told.Content[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_StreamedTools_KeepTheirPlaces()
    {
        var options = new ChatCompletionOptions { Tools = { s_weather }, ToolChoice = ChatToolChoice.CreateRequiredChoice() };
        SortedDictionary<int, string> arguments = [];
        await foreach (StreamingChatCompletionUpdate update in Chat().CompleteChatStreamingAsync(
            [new UserChatMessage("What is the weather in Paris, and in Oslo?")], options, Cancellation))
        {
            foreach (StreamingChatToolCallUpdate call in update.ToolCallUpdates)
            {
                arguments[call.Index] = arguments.GetValueOrDefault(call.Index) + call.FunctionArgumentsUpdate;
            }
        }

        Assert.Equal([0, 1], arguments.Keys);
        Assert.Equal(["Paris", "Oslo"], arguments.Values.Select(text => JsonDocument.Parse(text).RootElement.GetProperty("city").GetString()));
    }

    [Fact]
    public async Task Chat_JsonSchema_IsKept()
    {
        BinaryData schema = BinaryData.FromString(
            """{"type": "object", "properties": {"name": {"type": "string"}, "stars": {"type": "integer", "minimum": 1, "maximum": 5}}, "required": ["name", "stars"], "additionalProperties": false}""");
        var options = new ChatCompletionOptions
        {
            ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("rating", schema, jsonSchemaIsStrict: true),
        };

        ChatCompletion answer = await Chat().CompleteChatAsync([new UserChatMessage("Rate the hotel Castor.")], options, Cancellation);

        JsonElement rating = JsonDocument.Parse(answer.Content[0].Text).RootElement;
        Assert.Equal(["name", "stars"], rating.EnumerateObject().Select(member => member.Name));
        Assert.InRange(rating.GetProperty("stars").GetInt32(), 1, 5);
    }

    [Fact]
    public async Task Chat_Image_IsSeen()
    {
        BinaryData picture = BinaryData.FromBytes(await File.ReadAllBytesAsync(RepositoryFolders.SamplePicture, Cancellation));
        ChatCompletion seen = await Chat().CompleteChatAsync(
            [new UserChatMessage(ChatMessageContentPart.CreateTextPart("What is this?"), ChatMessageContentPart.CreateImagePart(picture, "image/png"))],
            cancellationToken: Cancellation);
        ChatCompletion blind = await Chat().CompleteChatAsync([new UserChatMessage("What is this?")], cancellationToken: Cancellation);

        Assert.True(seen.Usage.InputTokenCount > blind.Usage.InputTokenCount);
    }

    [Fact]
    public async Task Embeddings_OfSeveral_HaveTheDimensions()
    {
        var client = new EmbeddingClient(EmbeddingModel, Key, Options);

        OpenAIEmbeddingCollection embeddings = await client.GenerateEmbeddingsAsync(
            ["The cat sat on the mat.", "Quarterly revenue rose."], new EmbeddingGenerationOptions { Dimensions = 256 }, Cancellation);

        Assert.Equal(2, embeddings.Count);
        Assert.All(embeddings, embedding => Assert.Equal(256, embedding.ToFloats().Length));
        Assert.All(embeddings, embedding => Assert.Contains(embedding.ToFloats().ToArray(), value => value != 0));
    }

    [Fact]
    public async Task Models_ListAndGet_NameTheModel()
    {
        var client = new OpenAIModelClient(Key, Options);

        OpenAIModelCollection models = await client.GetModelsAsync(Cancellation);
        OpenAIModel model = await client.GetModelAsync(Model, Cancellation);

        Assert.Contains(models, entry => entry.Id == "models/" + Model);
        Assert.Equal("google", model.OwnedBy);
    }

    [Fact]
    public async Task Errors_HaveTheStatus()
    {
        ClientResultException error = await Assert.ThrowsAsync<ClientResultException>(
            () => Chat("gemini-9-nano").CompleteChatAsync([new UserChatMessage(Prompt)], cancellationToken: Cancellation));

        Assert.Equal(404, error.Status);
        Assert.Contains("gemini-9-nano is not found", error.GetRawResponse()!.Content.ToString(), StringComparison.Ordinal);
    }
}
