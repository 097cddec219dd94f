namespace Castor.Protocol.Json;

/// <summary>What a request may not exceed.</summary>
public static class WireLimits
{
    /// <summary>The bytes of a request: inline data included, as documented since 2026.</summary>
    public const int MaxRequestBytes = 100 * 1024 * 1024;

    /// <summary>How deep objects and arrays nest.</summary>
    public const int MaxDepth = 100;

    /// <summary>The UTF-8 bytes of a string that is not base64.</summary>
    public const int MaxStringBytes = 32 * 1024 * 1024;

    /// <summary>The digits of a number.</summary>
    public const int MaxNumberBytes = 1024;
}
