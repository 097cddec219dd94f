namespace Castor.Protocol.Json;

/// <summary>Which fields requests may have: those of the Developer API, those of Vertex AI, or the fields of both.</summary>
public sealed class WireDialect
{
    private readonly Lazy<RequestReader> _requests;

    private WireDialect(bool takesDeveloperFields, bool takesVertexFields)
    {
        TakesDeveloperFields = takesDeveloperFields;
        TakesVertexFields = takesVertexFields;
        _requests = new(() => new RequestReader(WireJson.RequestOptions(WireJsonContext.Default.Options, WireJsonContext.Default, this), keepUnknown: false));
    }

    /// <summary>The Gemini Developer API.</summary>
    public static WireDialect Developer { get; } = new(takesDeveloperFields: true, takesVertexFields: false);

    /// <summary>Vertex AI.</summary>
    public static WireDialect Vertex { get; } = new(takesDeveloperFields: false, takesVertexFields: true);

    /// <summary>Both, so that one program runs on either.</summary>
    public static WireDialect Merged { get; } = new(takesDeveloperFields: true, takesVertexFields: true);

    /// <summary>Whether fields that the Developer API alone has are taken.</summary>
    public bool TakesDeveloperFields { get; }

    /// <summary>Whether fields that Vertex AI alone has are taken.</summary>
    public bool TakesVertexFields { get; }

    /// <summary>What reads requests.</summary>
    internal RequestReader Requests => _requests.Value;
}
