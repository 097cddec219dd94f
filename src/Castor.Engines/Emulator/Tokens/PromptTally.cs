using Castor.Engines.Catalog;
using Castor.Engines.Emulator.Media;
using Castor.Protocol;

namespace Castor.Engines.Emulator.Tokens;

/// <summary>Adds up the tokens of a prompt, one counter a modality.</summary>
internal struct PromptTally(ModelEntry model, MediaResolution? resolution, ServiceTwin twin)
{
    private readonly CallDialect _dialect = CallDialect.Of(model);
    private int _image;
    private int _video;
    private int _audio;
    private int _document;

    public int Text { get; private set; }

    public int ToolUse { get; private set; }

    public readonly int Total => Text + _image + _video + _audio + _document;

    public bool HasMedia { get; private set; }

    public void Add(GenerateContentRequest request)
    {
        AddAll(request.Contents);
        if (request.SystemInstruction is { } instruction)
        {
            Add(instruction);
        }

        if (request.Tools is { } tools)
        {
            Text += ToolTokens.Count(tools, _dialect);
        }
    }

    public void Add(Content content)
    {
        if (content.Parts is not { } parts)
        {
            return;
        }

        for (int i = 0; i < parts.Count; i++)
        {
            Add(parts[i]);
        }
    }

    public readonly IReadOnlyList<ModalityTokenCount> ToDetails()
    {
        var details = new List<ModalityTokenCount>(5);
        Append(details, Modality.Text, Text);
        Append(details, Modality.Image, _image);
        Append(details, Modality.Video, _video);
        Append(details, Modality.Audio, _audio);
        Append(details, Modality.Document, _document);
        return details;
    }

    /// <summary>A file without a type is a document, but for the addresses of videos, which clients send bare.</summary>
    private static string TypeOf(string? uri) => uri is not null && uri.Contains("youtu", StringComparison.OrdinalIgnoreCase) ? "video/*" : "";

    private static void Append(List<ModalityTokenCount> details, Modality modality, int tokens)
    {
        if (tokens > 0)
        {
            details.Add(new ModalityTokenCount { Modality = modality, TokenCount = tokens });
        }
    }

    private void AddAll(IReadOnlyList<Content>? contents)
    {
        if (contents is null)
        {
            return;
        }

        for (int i = 0; i < contents.Count; i++)
        {
            Add(contents[i]);
        }
    }

    private void Add(Part part)
    {
        if (part.ThoughtSignature is { } signature)
        {
            Text += _dialect.SignatureTokens(signature);
        }

        if (part.Text is { } text)
        {
            Text += TextTokens.Count(text);
        }
        else if (part.InlineData is { } blob)
        {
            Add(MediaTokens.Count(blob.Data.GetValueOrDefault(), blob.MimeType ?? "", part, resolution, model, twin));
        }
        else if (part.FileData is { } file)
        {
            Add(MediaTokens.Count(default, file.MimeType ?? TypeOf(file.FileUri), part, resolution, model, twin));
        }
        else if (part.FunctionCall is { } call)
        {
            Text += ToolTokens.Count(call.Name, call.Args, _dialect);
        }
        else if (part.FunctionResponse is { } response)
        {
            Add(response, part);
        }
        else
        {
            AddExecution(part);
        }
    }

    private void AddExecution(Part part)
    {
        if (part.ExecutableCode is { } code)
        {
            Text += TextTokens.Count(code.Code);
        }
        else if (part.CodeExecutionResult is { } result)
        {
            Text += TextTokens.Count(result.Output);
        }
        else if (part.ToolCall is { } toolCall)
        {
            Text += JsonTokens.Count(toolCall.Args, _dialect);
        }
        else if (part.ToolResponse is { } toolResponse)
        {
            ToolUse += JsonTokens.Count(toolResponse.Response, _dialect);
        }
    }

    private void Add(FunctionResponse response, Part part)
    {
        Text += ToolTokens.Count(response.Name, response.Response, _dialect);
        if (response.Parts is not { } media)
        {
            return;
        }

        for (int i = 0; i < media.Count; i++)
        {
            if (media[i].InlineData is { } blob)
            {
                Add(MediaTokens.Count(blob.Data.GetValueOrDefault(), blob.MimeType ?? "", part, resolution, model, twin));
            }
        }
    }

    private void Add(MediaTokens tokens)
    {
        HasMedia = true;
        Text += tokens.Text;
        _image += tokens.Image;
        _video += tokens.Video;
        _audio += tokens.Audio;
        _document += tokens.Document;
    }
}
