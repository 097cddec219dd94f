using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Castor.Protocol;
using Castor.Protocol.Json;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>Lays a patch over answers of the inner engine: what belongs to every chunk on every chunk, the rest on the last.</summary>
internal sealed class ResponsePatch
{
    private static readonly string[] s_everyChunk = ["modelVersion", "responseId", "usageMetadata", "modelStatus", "createTime"];

    private readonly JsonObject _patch;
    private readonly JsonObject _everyChunk = [];

    public ResponsePatch(JsonElement patch)
    {
        _patch = JsonObject.Create(patch)!;
        foreach (string name in s_everyChunk)
        {
            if (_patch[name] is { } value)
            {
                _everyChunk[name] = value.DeepClone();
            }
        }
    }

    public GenerateContentResponse Apply(GenerateContentResponse chunk, bool last)
    {
        JsonObject patch = last ? _patch : _everyChunk;
        if (patch.Count == 0)
        {
            return chunk;
        }

        var buffer = new ArrayBufferWriter<byte>();
        WireJson.Write(buffer, chunk, JsonStyle.Compact);
        JsonObject target = JsonNode.Parse(buffer.WrittenSpan)!.AsObject();
        Merge(target, patch);
        KeepSum(target, patch);
        return WireJson.ReadForeign<GenerateContentResponse>(JsonSerializer.SerializeToUtf8Bytes(target, PatchJsonContext.Default.JsonObject));
    }

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach ((string name, JsonNode? value) in patch)
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else
            {
                target[name] = Merged(target[name], value);
            }
        }
    }

    private static JsonNode Merged(JsonNode? target, JsonNode patch)
    {
        switch (target, patch)
        {
            case (JsonObject into, JsonObject from):
                Merge(into, from);
                return into.DeepClone();
            case (JsonArray into, JsonArray from):
                for (int i = 0; i < from.Count; i++)
                {
                    if (i >= into.Count)
                    {
                        into.Add(from[i]?.DeepClone());
                    }
                    else if (from[i] is { } item)
                    {
                        into[i] = Merged(into[i], item);
                    }
                }

                return into.DeepClone();
            default:
                return patch.DeepClone();
        }
    }

    /// <summary>A changed count changes the total, unless the patch has a total of its own.</summary>
    private static void KeepSum(JsonObject target, JsonObject patch)
    {
        if (patch["usageMetadata"] is not JsonObject changed || changed.ContainsKey("totalTokenCount") || target["usageMetadata"] is not JsonObject usage)
        {
            return;
        }

        usage["totalTokenCount"] = Number(usage, "promptTokenCount") + Number(usage, "candidatesTokenCount")
            + Number(usage, "thoughtsTokenCount") + Number(usage, "toolUsePromptTokenCount");
    }

    private static int Number(JsonObject usage, string name) => usage[name]?.GetValue<int>() ?? 0;
}
