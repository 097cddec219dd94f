using System.Collections.Frozen;
using System.Text;
using Castor.Protocol.Json.FrontEnd;

namespace Castor.Protocol.Json;

/// <summary>
/// Finds snake_case names of a message type in a text, so that the generated reader need not be tried and fail: its exceptions
/// cost more than all of the complete reader.
/// </summary>
internal sealed class ProtoNames
{
    private static readonly System.Buffers.SearchValues<byte> s_nameBytes =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"u8);

    private readonly FrozenSet<string> _names;

    public ProtoNames(MessageDescriptor root)
    {
        HashSet<MessageDescriptor> seen = [];
        HashSet<string> names = [];
        Collect(root, seen, names);
        _names = names.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Whether a key of the text, or a string of it, is a name that only proto has.</summary>
    public bool IsIn(ReadOnlySpan<byte> json)
    {
        for (int start = 0, found; (found = json[start..].IndexOf((byte)'_')) >= 0;)
        {
            int at = start + found;
            int first = json[..at].LastIndexOfAnyExcept(s_nameBytes) + 1;
            int length = json[at..].IndexOfAnyExcept(s_nameBytes);
            if (length < 0)
            {
                return false;
            }

            start = at + length;
            if (first > 0 && json[first - 1] == '"' && json[start] == '"' && _names.Contains(Encoding.UTF8.GetString(json[first..start])))
            {
                return true;
            }
        }

        return false;
    }

    private static void Collect(MessageDescriptor message, HashSet<MessageDescriptor> seen, HashSet<string> names)
    {
        if (!seen.Add(message))
        {
            return;
        }

        foreach (FieldDescriptor field in message.Fields)
        {
            if (field.ProtoName.Contains('_', StringComparison.Ordinal) && field.ProtoName != field.JsonName.Value)
            {
                names.Add(field.ProtoName);
            }

            if (field.Message is not null)
            {
                Collect(field.Message, seen, names);
            }
        }
    }
}
