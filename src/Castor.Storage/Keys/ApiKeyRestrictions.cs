namespace Castor.Storage.Keys;

/// <summary>What a key is limited to; an empty list limits nothing.</summary>
public sealed record ApiKeyRestrictions
{
    /// <summary>No limits.</summary>
    public static readonly ApiKeyRestrictions None = new();

    /// <summary>Models, such as <c>gemini-2.5-flash</c> or <c>gemini-2.5-*</c>.</summary>
    public IReadOnlyList<string> Models { get; set; } = [];

    /// <summary>Methods, such as <c>generateContent</c> or <c>embed*</c>.</summary>
    public IReadOnlyList<string> Methods { get; set; } = [];

    /// <summary>Services, such as <c>generativelanguage.googleapis.com</c>.</summary>
    public IReadOnlyList<string> Services { get; set; } = [];

    /// <summary>Pages that may call, such as <c>example.com/*</c> or <c>*.example.com</c>.</summary>
    public IReadOnlyList<string> Referrers { get; set; } = [];

    /// <summary>Addresses that may call, such as <c>192.0.2.7</c> or <c>2001:db8::/32</c>.</summary>
    public IReadOnlyList<string> Ips { get; set; } = [];
}
