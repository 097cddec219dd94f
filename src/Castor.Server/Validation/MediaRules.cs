using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>Rules of the media in prompts.</summary>
internal static class MediaRules
{
    private const string InvalidArgument = "Request contains an invalid argument.";

    /// <summary>Checks the media of all contents.</summary>
    public static void Check(IReadOnlyList<Content> contents, ModelEntry model)
    {
        for (int i = 0; i < contents.Count; i++)
        {
            IReadOnlyList<Part> parts = contents[i].Parts ?? [];
            for (int j = 0; j < parts.Count; j++)
            {
                Check(parts[j], model);
            }
        }
    }

    /// <summary>Checks the media of a part.</summary>
    public static void Check(Part part, ModelEntry model)
    {
        if (part.InlineData is { } blob)
        {
            MediaKind kind = CheckType(blob.MimeType ?? "", model);
            CheckData(kind, blob.Data.GetValueOrDefault().Span);
        }
        else if (part.FileData is { } file)
        {
            FileRules.Check(file);
            if (file.MimeType is { Length: > 0 } mimeType)
            {
                CheckType(mimeType, model);
            }
        }

        // The range is documented; both ends of it pass.
        if (part.VideoMetadata?.Fps is { } fps && !(fps >= 0 && fps <= 24))
        {
            throw ApiException.InvalidArgument(InvalidArgument);
        }
    }

    private static MediaKind CheckType(string mimeType, ModelEntry model)
    {
        MediaKind kind = KindOf(mimeType);
        switch (kind)
        {
            case MediaKind.Unsupported:
                throw ApiException.InvalidArgument($"Unsupported MIME type: {mimeType}");
            case MediaKind.Image when !Reads(model, Modality.Image):
            case MediaKind.Document when !Reads(model, Modality.Document) && !Reads(model, Modality.Image):
            case MediaKind.Video when !Reads(model, Modality.Video) && !Reads(model, Modality.Image):
                throw NotEnabled.Error("Image input modality", model);
            case MediaKind.Video when !Reads(model, Modality.Video):
                throw NotEnabled.Error("Video input modality", model);
            case MediaKind.Audio when !Reads(model, Modality.Audio):
                throw NotEnabled.Error("Audio input modality", model);
            default:
                return kind;
        }
    }

    private static void CheckData(MediaKind kind, ReadOnlySpan<byte> data)
    {
        string? failure = kind switch
        {
            MediaKind.Image when data.IsEmpty =>
                "Unable to process input image. Please retry or report in https://developers.generativeai.google/guide/troubleshooting",
            MediaKind.Document when !LooksLikePdf(data) => "The document has no pages.",
            MediaKind.Audio or MediaKind.Video when data.IsEmpty => InvalidArgument,
            _ => null,
        };
        if (failure is not null)
        {
            throw ApiException.InvalidArgument(failure);
        }
    }

    /// <summary>Readers find the header of a PDF anywhere in the first kilobyte.</summary>
    private static bool LooksLikePdf(ReadOnlySpan<byte> data) => data[..Math.Min(data.Length, 1024)].IndexOf("%PDF"u8) >= 0;

    private static bool Reads(ModelEntry model, Modality modality) => model.Traits.Input.Contains(modality);

    private static MediaKind KindOf(string mimeType)
    {
        ReadOnlySpan<char> type = mimeType;
        int parameters = type.IndexOf(';');
        type = (parameters < 0 ? type : type[..parameters]).Trim();
        if (StartsWith(type, "text/"))
        {
            return MediaKind.Text;
        }

        if (StartsWith(type, "audio/"))
        {
            return MediaKind.Audio;
        }

        if (StartsWith(type, "video/"))
        {
            return MediaKind.Video;
        }

        if (StartsWith(type, "image/"))
        {
            return IsImage(type["image/".Length..]) ? MediaKind.Image : MediaKind.Unsupported;
        }

        return StartsWith(type, "application/") ? KindOfApplication(type["application/".Length..]) : MediaKind.Unsupported;
    }

    private static bool IsImage(ReadOnlySpan<char> subtype) =>
        Is(subtype, "png") || Is(subtype, "jpeg") || Is(subtype, "jpg") || Is(subtype, "webp")
        || Is(subtype, "heic") || Is(subtype, "heif") || Is(subtype, "gif");

    private static MediaKind KindOfApplication(ReadOnlySpan<char> subtype)
    {
        if (Is(subtype, "pdf"))
        {
            return MediaKind.Document;
        }

        bool text = Is(subtype, "json") || Is(subtype, "rtf") || Is(subtype, "javascript") || Is(subtype, "x-javascript")
            || Is(subtype, "typescript") || Is(subtype, "x-typescript") || Is(subtype, "x-python") || Is(subtype, "x-python-code")
            || Is(subtype, "yaml") || Is(subtype, "x-yaml") || Is(subtype, "x-ipynb+json");
        return text ? MediaKind.Text : MediaKind.Unsupported;
    }

    private static bool StartsWith(ReadOnlySpan<char> type, string prefix) =>
        type.Length > prefix.Length && type.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);

    private static bool Is(ReadOnlySpan<char> subtype, string name) => subtype.Equals(name, StringComparison.OrdinalIgnoreCase);
}
