namespace Castor.Server.Tests.Validation;

public sealed class EmbeddingRulesTests
{
    private const string Model = "gemini-embedding-001";
    private const string Empty = "EmbedContentRequest.content contains an empty Part.";
    private const string Hi = """ "content":{"parts":[{"text":"hi"}]} """;

    private const string Named = """ "model":"models/gemini-embedding-001" """;

    public static TheoryData<string, string, string> Refused => new()
    {
        { Model, "{}", "* EmbedContentRequest.content: content is not specified\n" },
        { Model, """{"content":{}}""", Empty },
        { Model, """{"content":{"parts":[]}}""", Empty },
        { Model, """{"content":{"parts":[{"text":"a"},{"text":""}]}}""", Empty },
        {
            Model,
            """{"content":{"parts":[{"text":"a"},{}]}}""",
            "* EmbedContentRequest.content.parts[1].data: required oneof field 'data' must have one initialized field\n"
        },
        {
            Model,
            $$"""{ {{Hi}},"outputDimensionality":0}""",
            "* EmbedContentRequest.output_dimensionality: output_dimensionality must be in the range [1, 3072].\n"
        },
        {
            Model,
            $$"""{ {{Hi}},"outputDimensionality":3073}""",
            "* EmbedContentRequest.output_dimensionality: output_dimensionality must be in the range [1, 3072].\n"
        },
        {
            Model,
            $$"""{ {{Hi}},"title":"a","taskType":"RETRIEVAL_QUERY"}""",
            "Unable to submit request because the model does not support the title parameter unless the task_type is RETRIEVAL_DOCUMENT."
        },
        {
            Model,
            """{"content":{"parts":[{"inlineData":{"mimeType":"image/png","data":"iVBORw0KGgo="}}]}}""",
            "Image input modality is not enabled for this model"
        },
    };

    public static TheoryData<string, string> Passing => new()
    {
        { Model, $$"""{ {{Hi}} }""" },
        { Model, $$"""{ {{Hi}},"outputDimensionality":768,"title":"a","taskType":"RETRIEVAL_DOCUMENT","model":"models/gemini-embedding-001"}""" },
        { "gemini-embedding-2", """{"content":{"parts":[{"text":"a"},{"inlineData":{"mimeType":"image/png","data":"iVBORw0KGgo="}}]}}""" },
    };

    public static TheoryData<string, string> RefusedBatches => new()
    {
        { "{}", "* BatchEmbedContentsRequest.requests: requests is not specified\n" },
        { $$"""{"requests":[{ {{Named}},{{Hi}} },{ {{Named}},"content":{"parts":[{"text":""}] } }] }""", Empty },
        { $$"""{"requests":[{ {{Named}},{{Hi}} },{ {{Named}} }]}""", "* BatchEmbedContentsRequest.requests[1].content: content is not specified\n" },
        {
            $$"""{"requests":[{ {{Named}},{{Hi}} },{ {{Hi}} },{"model":"",{{Hi}} }]}""",
            "* BatchEmbedContentsRequest.requests[1].model: model is not specified\n* BatchEmbedContentsRequest.requests[2].model: model is not specified\n"
        },
        {
            $$"""{"model":"models/gemini-embedding-001","requests":[{ {{Hi}} }]}""",
            "* BatchEmbedContentsRequest.requests[0].model: model is not specified\n"
        },
        {
            $$"""{"requests":[{ {{Named}},"content":{"parts":[{"text":null}]} }]}""",
            "* BatchEmbedContentsRequest.requests[0].content.parts[0].data: required oneof field 'data' must have one initialized field\n"
        },
        {
            $$"""{"requests":[{"model":"models/gemini-embedding-2",{{Hi}} }]}""",
            "* BatchEmbedContentsRequest.requests[0].model: The model in the request must match the model specified in BatchEmbedContentsRequest.model.\n"
        },
        { $$"""{"requests":[{"model":"gemini-embedding-001",{{Hi}} }]}""", "* BatchEmbedContentsRequest.requests[0].model: unexpected model name format\n" },
        {
            $$"""{"requests":[{{string.Join(",", Enumerable.Repeat("{" + Hi + "}", 101))}}]}""",
            "* BatchEmbedContentsRequest.requests: at most 100 requests can be in one batch\n"
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Embedding_Wrong_IsRefused(string model, string json, string message) => Verdict.Refuses(Verdict.OfEmbed(json, model), message);

    [Theory]
    [MemberData(nameof(Passing))]
    public void Embedding_Right_Passes(string model, string json) => Assert.Null(Verdict.OfEmbed(json, model));

    [Theory]
    [MemberData(nameof(RefusedBatches))]
    public void Batch_Wrong_IsRefused(string json, string message) => Verdict.Refuses(Verdict.OfBatch(json, Model), message);

    [Theory]
    [InlineData("models/gemini-embedding-001")]
    [InlineData("models/gemini-embedding-001-latest")]
    public void Batch_OfTheModelOrItsAlias_Passes(string name) =>
        Assert.Null(Verdict.OfBatch($$"""{"requests":[{"model":"{{name}}",{{Hi}} },{ {{Named}},{{Hi}} }]}""", Model));
}
