using System.Buffers;
using System.Text.Json;

namespace Castor.Protocol.Json;

/// <summary>The writers and the buffer that a thread keeps, so that writing a message allocates nothing.</summary>
internal sealed class WireWriter
{
    private const int InitialCapacity = 16 * 1024;
    private const int KeptCapacity = 1024 * 1024;

    [ThreadStatic]
    private static WireWriter? s_current;

    private readonly Utf8JsonWriter _pretty;
    private readonly Utf8JsonWriter _lines;
    private readonly Utf8JsonWriter _compact;
    private readonly ArrayBufferWriter<byte> _parked = new();
    private ArrayBufferWriter<byte> _scratch = new(InitialCapacity);

    private WireWriter()
    {
        _pretty = new Utf8JsonWriter(_parked, Options(indentSize: 2));
        _lines = new Utf8JsonWriter(_parked, Options(indentSize: 0));
        _compact = new Utf8JsonWriter(_parked, Options(indentSize: null));
    }

    public static WireWriter Current => s_current ??= new WireWriter();

    public void Write<T>(IBufferWriter<byte> output, T message, JsonStyle style)
    {
        if (message is GenerateContentResponse response)
        {
            var json = new JsonOutput(output, style);
            AnswerWriter.Write(ref json, response);
            json.Complete();
            return;
        }

        Utf8JsonWriter writer = Begin(output, style);
        try
        {
            JsonSerializer.Serialize(writer, message, WireJson.TypeInfo<T>());
        }
        finally
        {
            End(output, writer, style);
        }
    }

    /// <summary>Writes a value within an answer.</summary>
    public void Write<T>(ref JsonOutput output, T value)
    {
        Utf8JsonWriter writer = WriterOf(output.Style);
        writer.Reset(_scratch);
        try
        {
            JsonSerializer.Serialize(writer, value, WireJson.TypeInfo<T>());
            writer.Flush();
            output.Value(_scratch.WrittenSpan);
        }
        finally
        {
            writer.Reset(_parked);
            ReleaseScratch();
        }
    }

    public void Write<T>(IBufferWriter<byte> output, T message, JsonStyle style, FieldMask mask)
    {
        var whole = new ArrayBufferWriter<byte>();
        Write(whole, message, JsonStyle.Compact);
        Utf8JsonWriter writer = Begin(output, style);
        try
        {
            mask.Apply(whole.WrittenSpan, writer);
        }
        finally
        {
            End(output, writer, style);
        }
    }

    private Utf8JsonWriter WriterOf(JsonStyle style) => style switch
    {
        JsonStyle.Pretty => _pretty,
        JsonStyle.Compact => _compact,
        _ => _lines,
    };

    private Utf8JsonWriter Begin(IBufferWriter<byte> output, JsonStyle style)
    {
        Utf8JsonWriter writer = WriterOf(style);
        writer.Reset(style == JsonStyle.Spaced ? _scratch : output);
        return writer;
    }

    private void End(IBufferWriter<byte> output, Utf8JsonWriter writer, JsonStyle style)
    {
        writer.Flush();
        writer.Reset(_parked);
        if (style == JsonStyle.Pretty)
        {
            output.Write("\n"u8);
        }
        else if (style == JsonStyle.Spaced)
        {
            CopyLines(_scratch.WrittenSpan, output);
            ReleaseScratch();
        }
    }

    private static JsonWriterOptions Options(int? indentSize) => new()
    {
        Encoder = WireEncoder.Instance,
        Indented = indentSize is not null,
        IndentSize = indentSize ?? 0,
        NewLine = "\n",
        SkipValidation = true,
        MaxDepth = WireJson.WriteDepth,
    };

    // Indented by nothing, the text has Google's space after each colon and line breaks only between tokens: strings
    // hold none, so dropping them gives the one line of a server-sent event.
    private static void CopyLines(ReadOnlySpan<byte> lines, IBufferWriter<byte> output)
    {
        Span<byte> target = output.GetSpan(lines.Length);
        int written = 0;
        while (true)
        {
            int length = lines.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = length < 0 ? lines : lines[..length];
            line.CopyTo(target[written..]);
            written += line.Length;
            if (length < 0)
            {
                break;
            }

            lines = lines[(length + 1)..];
        }

        output.Advance(written);
    }

    private void ReleaseScratch()
    {
        if (_scratch.Capacity > KeptCapacity)
        {
            _scratch = new ArrayBufferWriter<byte>(InitialCapacity);
        }
        else
        {
            _scratch.ResetWrittenCount();
        }
    }
}
