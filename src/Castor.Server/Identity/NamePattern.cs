namespace Castor.Server.Identity;

/// <summary>A name, or the start of names with a <c>*</c> at its end.</summary>
internal readonly record struct NamePattern
{
    private readonly string _start;
    private readonly bool _open;

    private NamePattern(string start, bool open)
    {
        _start = start;
        _open = open;
    }

    public static bool TryParse(string text, out NamePattern pattern)
    {
        bool open = text.EndsWith('*');
        string start = open ? text[..^1] : text;
        pattern = new NamePattern(start, open);
        return (open || start.Length > 0) && start.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':');
    }

    public bool Matches(ReadOnlySpan<char> name) => _open
        ? name.StartsWith(_start, StringComparison.OrdinalIgnoreCase)
        : name.Equals(_start, StringComparison.OrdinalIgnoreCase);
}
