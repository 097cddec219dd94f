using System.Diagnostics.CodeAnalysis;

namespace Castor.Protocol.Json.FrontEnd;

/// <summary>The members of a message's object, or of all its objects where it was sent more than once.</summary>
/// <param name="text">The parsed text.</param>
/// <param name="type">The message type.</param>
/// <param name="violations">Takes what is wrong; null where unknown fields are kept.</param>
internal sealed class MemberList(JsonText text, MessageDescriptor type, Violations? violations)
{
    private readonly List<Member> _members = [];
    private readonly int[] _lastOfField = new int[type.Fields.Count];

    /// <summary>The index of the first member of each field.</summary>
    public List<int> Firsts { get; } = [];

    /// <summary>The keys that name no field, where those are kept.</summary>
    public List<int> Unknown { get; } = [];

    public Member this[int index] => _members[index];

    public void Add(int objectToken, Element element)
    {
        HashSet<string>? oneofs = null;
        int end = text.Next(objectToken);
        for (int key = objectToken + 1; key + 1 < end; key = text.Next(key + 1))
        {
            string name = text.GetString(key);
            if (!TryFind(key, name, element, out FieldDescriptor? field) || text[key + 1].Kind == TokenKind.Null
                || !CanStart(field, key, name, element))
            {
                continue;
            }

            if (field.Oneof is not null && violations is not null && !(oneofs ??= []).Add(field.Oneof))
            {
                violations.InvalidValue(
                    text[key].Start, element, "oneof", $"oneof field '{field.Oneof}' is already set. Cannot set '{Echo.Cut(name)}'");
                continue;
            }

            Add(new Member(field, name, key + 1, -1));
        }
    }

    private void Add(Member member)
    {
        ref int last = ref _lastOfField[member.Field.Index];
        if (last == 0)
        {
            Firsts.Add(_members.Count);
        }
        else
        {
            _members[last - 1] = _members[last - 1] with { Again = _members.Count };
        }

        _members.Add(member);
        last = _members.Count;
    }

    private bool TryFind(int key, string name, Element element, [NotNullWhen(true)] out FieldDescriptor? field)
    {
        if (type.TryFind(name, out field))
        {
            return true;
        }

        if (violations is null)
        {
            Unknown.Add(key);
        }
        else
        {
            violations.InvalidName(text[key].Start, element, name, name.Length == 0 ? "Proto fields must have a name." : "Cannot find field.");
        }

        return false;
    }

    // What is wrong before oneofs are looked at: an object or a list where the field takes none.
    private bool CanStart(FieldDescriptor field, int key, string name, Element element)
    {
        int position = text[key].Start;
        switch (text[key + 1].Kind)
        {
            case TokenKind.Object when field.Kind < FieldKind.Message && !field.IsMap:
                violations?.InvalidValue(position, element, field.ProtoName, "Starting an object on a scalar field");
                return violations is null;
            case TokenKind.Array when field.IsMap:
                violations?.InvalidValue(position, element, "Map", $"Cannot bind a list to map for field '{Echo.Cut(name)}'.");
                return violations is null;
            case TokenKind.Array when !field.IsRepeated && field.Kind != FieldKind.Value:
                violations?.InvalidName(position, element, name, "Proto field is not repeating, cannot start list.");
                return violations is null;
            default:
                return true;
        }
    }
}
