namespace Castor.Engines.Emulator.Dialogue.Rules;

/// <summary>The English words of orders that dictate a reply.</summary>
internal static class ReplyWords
{
    private static readonly WordTable<ReplyWord> s_roles = new(Collect());

    /// <summary>All that a word may be; nothing for other words.</summary>
    public static ReplyWord RoleOf(ReadOnlySpan<char> word) => s_roles.TryGetValue(word, out ReplyWord role) ? role : ReplyWord.None;

    private static Dictionary<string, ReplyWord> Collect()
    {
        var roles = new Dictionary<string, ReplyWord>(StringComparer.OrdinalIgnoreCase);
        Add(roles, ReplyWord.Courtesy, "please now just simply kindly then and also so ok okay always can could would will you must should i want need to hi hello hey but you'll");
        Add(roles, ReplyWord.SayVerb, "say repeat echo");
        Add(roles, ReplyWord.ReplyVerb, "reply respond answer output return print write type");
        Add(roles, ReplyWord.ChoiceVerb, "reply respond answer say");
        Add(roles, ReplyWord.Marker, "exactly only just simply literally precisely verbatim word words text phrase string following nothing");
        Add(roles, ReplyWord.Filler, "me back with the to after but either single by out");
        Add(roles, ReplyWord.Pointer, "this these");
        Add(roles, ReplyWord.Description, """
            a an in if when using based about as that what how why whether something anything it json yaml xml html markdown code number numbers answer
            answers result results name names letter letters one valid from for your my our their his her its whatever no nothing which who where and or
            more less than is are of on at message sentence sentences paragraph object array list title summary question response value file contents
            content output data above below all each every any some both same correct final most best
            """);
        return roles;
    }

    private static void Add(Dictionary<string, ReplyWord> roles, ReplyWord role, string words)
    {
        foreach (string word in words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            roles[word] = roles.GetValueOrDefault(word) | role;
        }
    }
}
