using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Engines.Emulator.Media;
using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>Rules of the media in prompts.</summary>
internal static class MediaRules
{
    private const string InvalidArgument = "Request contains an invalid argument.";

    /// <summary>Checks the media of all contents.</summary>
    public static void Check(IReadOnlyList<Content> contents, ModelEntry model, TwinRules rules)
    {
        for (int i = 0; i < contents.Count; i++)
        {
            IReadOnlyList<Part> parts = contents[i].Parts ?? [];
            for (int j = 0; j < parts.Count; j++)
            {
                Check(parts[j], model, rules);
            }
        }
    }

    /// <summary>Checks the media of a part.</summary>
    public static void Check(Part part, ModelEntry model, TwinRules rules)
    {
        if (part.InlineData is { } blob)
        {
            string mimeType = blob.MimeType ?? "";
            CheckData(CheckType(mimeType, model, rules), blob.Data.GetValueOrDefault().Span, mimeType);
        }
        else if (part.FileData is { } file)
        {
            FileRules.Check(file, rules);
            if (file.MimeType is { Length: > 0 } fileType)
            {
                CheckType(fileType, model, rules);
            }
        }

        foreach (FunctionResponsePart result in part.FunctionResponse?.Parts ?? [])
        {
            Check(result, model, rules);
        }

        // The range is documented; both ends of it pass.
        if (part.VideoMetadata?.Fps is { } fps && !(fps >= 0 && fps <= 24))
        {
            throw ApiException.InvalidArgument(InvalidArgument);
        }
    }

    // Media that a function returned are read like any other.
    private static void Check(FunctionResponsePart result, ModelEntry model, TwinRules rules)
    {
        if (result.InlineData is { } blob)
        {
            string mimeType = blob.MimeType ?? "";
            CheckData(CheckType(mimeType, model, rules), blob.Data.GetValueOrDefault().Span, mimeType);
        }
        else if (result.FileData is { } file)
        {
            FileRules.Check(new FileData { FileUri = file.FileUri, MimeType = file.MimeType }, rules);
        }
    }

    private static MimeKind CheckType(string mimeType, ModelEntry model, TwinRules rules)
    {
        MimeKind kind = KindOf(mimeType);
        switch (kind)
        {
            case MimeKind.Unsupported:
                throw ApiException.InvalidArgument(rules.Twin == ServiceTwin.Vertex
                    ? $"it has a mimeType parameter with value {mimeType}, which is not supported. Update the mimeType and try again"
                    : $"Unsupported MIME type: {mimeType}");
            case MimeKind.Image when !Reads(model, Modality.Image):
            case MimeKind.Document when !Reads(model, Modality.Document) && !Reads(model, Modality.Image):
            case MimeKind.Video when !Reads(model, Modality.Video) && !Reads(model, Modality.Image):
                throw NotEnabled.Error("Image input modality", model);
            case MimeKind.Video when !Reads(model, Modality.Video):
                throw NotEnabled.Error("Video input modality", model);
            case MimeKind.Audio when !Reads(model, Modality.Audio):
                throw NotEnabled.Error("Audio input modality", model);
            default:
                return kind;
        }
    }

    private static void CheckData(MimeKind kind, ReadOnlySpan<byte> data, string mimeType)
    {
        if (kind == MimeKind.Text || (!data.IsEmpty && !Contradicts(kind, data, mimeType)))
        {
            return;
        }

        throw ApiException.InvalidArgument(kind switch
        {
            MimeKind.Image => "Unable to process input image. Please retry or report in https://developers.generativeai.google/guide/troubleshooting",
            MimeKind.Document => "The document has no pages.",
            _ => InvalidArgument,
        });
    }

    /// <summary>
    /// Whether the bytes are something else than the type says. Bytes of no known format pass, but for what downloads give
    /// in the place of a picture: tests of clients send a few bytes of anything as an image.
    /// </summary>
    private static bool Contradicts(MimeKind kind, ReadOnlySpan<byte> data, string mimeType) =>
        !MediaFacts.TryRead(data, mimeType, out MediaFacts? facts)
        && (facts is not null || kind == MimeKind.Document || (kind == MimeKind.Image && data[0] is (byte)'<' or (byte)'{'));

    private static bool Reads(ModelEntry model, Modality modality) => model.Traits.Input.Contains(modality);

    private static MimeKind KindOf(string mimeType)
    {
        ReadOnlySpan<char> type = mimeType;
        int parameters = type.IndexOf(';');
        type = (parameters < 0 ? type : type[..parameters]).Trim();
        if (StartsWith(type, "text/"))
        {
            return MimeKind.Text;
        }

        if (StartsWith(type, "audio/"))
        {
            return MimeKind.Audio;
        }

        if (StartsWith(type, "video/"))
        {
            return MimeKind.Video;
        }

        if (StartsWith(type, "image/"))
        {
            return IsImage(type["image/".Length..]) ? MimeKind.Image : MimeKind.Unsupported;
        }

        return StartsWith(type, "application/") ? KindOfApplication(type["application/".Length..]) : MimeKind.Unsupported;
    }

    private static bool IsImage(ReadOnlySpan<char> subtype) =>
        Is(subtype, "png") || Is(subtype, "jpeg") || Is(subtype, "jpg") || Is(subtype, "webp")
        || Is(subtype, "heic") || Is(subtype, "heif") || Is(subtype, "gif");

    private static MimeKind KindOfApplication(ReadOnlySpan<char> subtype)
    {
        if (Is(subtype, "pdf"))
        {
            return MimeKind.Document;
        }

        bool text = Is(subtype, "json") || Is(subtype, "rtf") || Is(subtype, "javascript") || Is(subtype, "x-javascript")
            || Is(subtype, "typescript") || Is(subtype, "x-typescript") || Is(subtype, "x-python") || Is(subtype, "x-python-code")
            || Is(subtype, "yaml") || Is(subtype, "x-yaml") || Is(subtype, "x-ipynb+json");
        return text ? MimeKind.Text : MimeKind.Unsupported;
    }

    private static bool StartsWith(ReadOnlySpan<char> type, string prefix) =>
        type.Length > prefix.Length && type.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);

    private static bool Is(ReadOnlySpan<char> subtype, string name) => subtype.Equals(name, StringComparison.OrdinalIgnoreCase);
}
