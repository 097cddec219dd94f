using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Castor.Protocol;
using Castor.Protocol.Json;

namespace Castor.Engines.Emulator;

/// <summary>The number that all choices of an answer come from.</summary>
/// <remarks>
/// Limits that only cut the answer (<c>maxOutputTokens</c>, <c>stopSequences</c>) and fields that only show more of it
/// (<c>candidateCount</c>, <c>thinkingConfig</c>, log probabilities) are left out, so that a cut answer is a prefix of the uncut one and
/// more thought leads to the same text.
/// </remarks>
public static class EmulatorSeed
{
    /// <summary>Hashes the model, the contents, the tools and the options of a call, <c>generationConfig.seed</c> among them.</summary>
    public static ulong Of(GenerationCall call)
    {
        var hash = new StableHash();
        hash.Add(call.Model.Model.Name);
        GenerateContentRequest request = call.Request;
        Add(ref hash, request.SystemInstruction);
        if (request.Contents is { } contents)
        {
            for (int i = 0; i < contents.Count; i++)
            {
                Add(ref hash, contents[i]);
            }
        }

        hash.Add(request.CachedContent);
        if (request.Tools is { } tools)
        {
            for (int i = 0; i < tools.Count; i++)
            {
                AddJson(ref hash, tools[i]);
            }
        }

        AddJson(ref hash, request.ToolConfig);
        Add(ref hash, request.GenerationConfig);
        return hash.Value;
    }

    private static void Add(ref StableHash hash, Content? content)
    {
        hash.Add(content?.Role);
        if (content?.Parts is not { } parts)
        {
            return;
        }

        hash.Add(parts.Count);
        for (int i = 0; i < parts.Count; i++)
        {
            Part part = parts[i];
            if (part.Text is { } text && part.Thought is null && part.PartMetadata is null)
            {
                hash.Add(text);
            }
            else if (part.InlineData is { } blob)
            {
                hash.Add(blob.MimeType);
                hash.Add(blob.Data.GetValueOrDefault().Span);
                AddJson(ref hash, part.VideoMetadata);
                AddJson(ref hash, part.MediaResolution);
            }
            else
            {
                AddJson(ref hash, part);
            }
        }
    }

    private static void Add(ref StableHash hash, GenerationConfig? config)
    {
        if (config is null)
        {
            return;
        }

        hash.Add(config.Seed ?? int.MinValue);
        hash.Add(BitConverter.SingleToInt32Bits(config.Temperature ?? float.NaN));
        hash.Add(BitConverter.SingleToInt32Bits(config.TopP ?? float.NaN));
        hash.Add(config.TopK ?? -1);
        hash.Add(BitConverter.SingleToInt32Bits(config.PresencePenalty ?? float.NaN));
        hash.Add(BitConverter.SingleToInt32Bits(config.FrequencyPenalty ?? float.NaN));
        hash.Add(config.ResponseMimeType);
        AddJson(ref hash, config.ResponseSchema);
        Add(ref hash, config.ResponseJsonSchema ?? config.LegacyResponseJsonSchema);
        if (config.ResponseModalities is { } modalities)
        {
            for (int i = 0; i < modalities.Count; i++)
            {
                hash.Add(modalities[i].Value);
            }
        }

        hash.Add(config.MediaResolution?.Value);
        AddJson(ref hash, config.SpeechConfig);
        AddJson(ref hash, config.ImageConfig);
    }

    private static void Add(ref StableHash hash, JsonElement? json)
    {
        if (json is { } element)
        {
            hash.Add(JsonMarshal.GetRawUtf8Value(element));
        }
    }

    private static void AddJson<T>(ref StableHash hash, T? message)
        where T : WireMessage
    {
        if (message is null)
        {
            return;
        }

        var buffer = new ArrayBufferWriter<byte>();
        WireJson.Write(buffer, message, JsonStyle.Compact);
        hash.Add(buffer.WrittenSpan);
    }
}
