namespace Castor.Engines.Emulator.Dialogue.Rules;

/// <summary>The English words of orders that dictate a reply.</summary>
internal static class ReplyWords
{
    private static readonly WordTable s_roles = Collect();

    /// <summary>All that a word may be; nothing for other words.</summary>
    public static ReplyWord RoleOf(ReadOnlySpan<char> word) => (ReplyWord)s_roles.Find(word);

    private static WordTable Collect()
    {
        var roles = new WordTable();
        roles.Add("please now just simply kindly then and also so ok okay always can could would will you must should i want need to hi hello hey but you'll", (int)ReplyWord.Courtesy);
        roles.Add("say repeat echo", (int)ReplyWord.SayVerb);
        roles.Add("reply respond answer output return print write type", (int)ReplyWord.ReplyVerb);
        roles.Add("reply respond answer say", (int)ReplyWord.ChoiceVerb);
        roles.Add("exactly only just simply literally precisely verbatim word words text phrase string following nothing", (int)ReplyWord.Marker);
        roles.Add("me back with the to after but either single by out", (int)ReplyWord.Filler);
        roles.Add("this these", (int)ReplyWord.Pointer);
        roles.Add("""
            a an in if when using based about as that what how why whether something anything it json yaml xml html markdown code number numbers answer
            answers result results name names letter letters one valid from for your my our their his her its whatever no nothing which who where and or
            more less than is are of on at message sentence sentences paragraph object array list title summary question response value file contents
            content output data above below all each every any some both same correct final most best
            """, (int)ReplyWord.Description);
        return roles;
    }
}
