using System.Globalization;
using System.Text.Json;
using Castor.Protocol;
using Castor.Protocol.Vertex;

namespace Castor.Server.Surfaces.Vertex;

/// <summary>
/// The instances and parameters of a prediction that embeds text.
/// <see href="https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/text-embeddings-api"/>
/// </summary>
internal static class TextEmbeddingInstances
{
    private const int MaxInstances = 250;

    /// <summary>One request an instance, each with what the parameters say.</summary>
    /// <exception cref="ApiException">There is no instance, there are too many, or one has another form.</exception>
    public static IReadOnlyList<EmbedContentRequest> Read(PredictRequest request)
    {
        IReadOnlyList<JsonElement> instances = request.Instances ?? [];
        if (instances.Count is 0 or > MaxInstances)
        {
            throw ApiException.InvalidArgument(string.Create(
                CultureInfo.InvariantCulture,
                $"Unable to submit request because it has a batchSize value of {instances.Count} but the supported range is from 1 (inclusive) to "
                + $"{MaxInstances + 1} (exclusive). Update the value and try again."));
        }

        var common = new EmbedContentRequest
        {
            AutoTruncate = Flag(request.Parameters, "autoTruncate"),
            OutputDimensionality = Number(request.Parameters, "outputDimensionality"),
        };
        return [.. instances.Select((instance, i) => Read(instance, i, common))];
    }

    private static EmbedContentRequest Read(JsonElement instance, int index, EmbedContentRequest common)
    {
        string path = $"instances[{index}]";
        if (instance.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(path, "an object");
        }

        string content = Text(instance, path, "content") ?? throw Wrong($"{path}.content", "a text");
        string? mimeType = Text(instance, path, "mimeType") ?? Text(instance, path, "mime_type");
        if (mimeType is not (null or "" or "text/plain"))
        {
            throw ApiException.InvalidArgument(
                $"Unable to submit request because it has a mimeType parameter with value {mimeType}, which is not supported. Update the mimeType and try again.");
        }

        return common with
        {
            Content = new Content { Parts = [new Part { Text = content }] },
            TaskType = TaskOf(instance, path),
            Title = Text(instance, path, "title"),
        };
    }

    private static TaskType? TaskOf(JsonElement instance, string path)
    {
        string? name = Text(instance, path, "task_type") ?? Text(instance, path, "taskType");
        return name is null or "" ? null
            : TaskType.Descriptor.Knows(name) ? TaskType.FromName(name)
            : throw ApiException.InvalidArgument($"Unable to submit request because the task_type '{name}' is not supported.");
    }

    private static string? Text(JsonElement instance, string path, string field) => !instance.TryGetProperty(field, out JsonElement value) ? null
        : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Null => null,
            _ => throw Wrong($"{path}.{field}", "a text"),
        };

    private static int? Number(JsonElement? parameters, string field) => Find(parameters, field) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number
        : throw Wrong($"parameters.{field}", "a whole number");

    private static bool? Flag(JsonElement? parameters, string field) => Find(parameters, field)?.ValueKind switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong($"parameters.{field}", "true or false"),
    };

    private static JsonElement? Find(JsonElement? parameters, string field) =>
        parameters is not { } given ? null
        : given.ValueKind != JsonValueKind.Object ? throw Wrong("parameters", "an object")
        : given.TryGetProperty(field, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value
        : null;

    private static ApiException Wrong(string path, string wanted) => ApiException.InvalidArgument($"Invalid value at '{path}': {wanted} is expected.");
}
