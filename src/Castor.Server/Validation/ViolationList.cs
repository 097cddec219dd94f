using System.Globalization;
using System.Text;
using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>Collects what field rules find; the path of the field at hand is kept as a stack and spelled out only for a violation.</summary>
/// <remarks>One instance a thread is reused: rules run synchronously, and a request without violations allocates nothing.</remarks>
internal sealed class ViolationList
{
    [ThreadStatic]
    private static ViolationList? s_ofThread;

    private Segment[] _segments = new Segment[16];
    private int _depth;
    private string _root = "";
    private StringBuilder? _lines;

    /// <summary>The thread's list, empty, for a request message of the name.</summary>
    public static ViolationList Begin(string root)
    {
        ViolationList list = s_ofThread ??= new ViolationList();
        list._root = root;
        list._depth = 0;
        list._lines = null;
        return list;
    }

    /// <summary>Whether anything was found.</summary>
    public bool Any => _lines is not null;

    /// <summary>Steps into a field.</summary>
    public void Enter(string field) => Push(new Segment(field, Segment.NoIndex, null));

    /// <summary>Steps into an element of a repeated field.</summary>
    public void Enter(string field, int index) => Push(new Segment(field, index, null));

    /// <summary>Steps into a value of a map field.</summary>
    /// <param name="field">The map.</param>
    /// <param name="key">The key of the value.</param>
    /// <param name="quoted">Whether the path has the key in quotes.</param>
    public void Enter(string field, string key, bool quoted) => Push(new Segment(field, quoted ? Segment.QuotedKey : Segment.PlainKey, key));

    /// <summary>Steps back out.</summary>
    public void Leave() => _depth--;

    /// <summary>Tells of the field at hand.</summary>
    public void Add(string text)
    {
        _lines ??= new StringBuilder();
        _lines.Append("* ").Append(_root);
        for (int i = 0; i < _depth; i++)
        {
            _segments[i].AppendTo(_lines);
        }

        _lines.Append(": ").Append(text).Append('\n');
    }

    /// <summary>Tells of a field of the message at hand.</summary>
    public void Add(string field, string text)
    {
        Enter(field);
        Add(text);
        Leave();
    }

    /// <summary>Tells of an element of a repeated field of the message at hand.</summary>
    public void Add(string field, int index, string text)
    {
        Enter(field, index);
        Add(text);
        Leave();
    }

    /// <summary>Refuses the request when anything was found, all of it in one text.</summary>
    /// <exception cref="ApiException">Something was found.</exception>
    public void ThrowIfAny()
    {
        if (_lines is not null)
        {
            throw ApiException.InvalidArgument(_lines.ToString());
        }
    }

    private void Push(Segment segment)
    {
        if (_depth == _segments.Length)
        {
            Array.Resize(ref _segments, _depth * 2);
        }

        _segments[_depth++] = segment;
    }

    private readonly record struct Segment(string Field, int Index, string? Key)
    {
        public const int NoIndex = -1;
        public const int PlainKey = -2;
        public const int QuotedKey = -3;

        public void AppendTo(StringBuilder text)
        {
            text.Append('.').Append(Field);
            switch (Index)
            {
                case NoIndex:
                    break;
                case PlainKey:
                    text.Append('[').Append(Key).Append(']');
                    break;
                case QuotedKey:
                    text.Append("[\"").Append(Key).Append("\"]");
                    break;
                default:
                    text.Append('[').Append(Index.ToString(CultureInfo.InvariantCulture)).Append(']');
                    break;
            }
        }
    }
}
