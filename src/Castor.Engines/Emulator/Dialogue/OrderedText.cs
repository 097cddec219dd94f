using Castor.Engines.Emulator.Dialogue.Rules;

namespace Castor.Engines.Emulator.Dialogue;

/// <summary>The text that a prompt, or a short system instruction, settles by itself.</summary>
internal static class OrderedText
{
    // A long instruction describes; only a short one dictates.
    private const int ShortInstruction = 300;

    /// <summary>Writes what the prompt dictates, else the amount that it asks for; null where it leaves the text open.</summary>
    public static string? Write(Conversation conversation, string model, Phrasebook book, EmulatorRandom random)
    {
        if (conversation.HasResults)
        {
            return null;
        }

        DictatedReply? reply = FixedReply.Find(conversation.Prompt, random);
        if (reply is { IsMarked: true })
        {
            return reply.Value.Text;
        }

        if (ChoiceRule.Find(conversation.Prompt, random) is { } label)
        {
            return label;
        }

        if (AmountRule.Find(conversation.Prompt) is { } amount)
        {
            return AmountAnswer.Write(amount, conversation, model, book, random);
        }

        return reply?.Text ?? OfInstruction(conversation, random);
    }

    private static string? OfInstruction(Conversation conversation, EmulatorRandom random)
    {
        if (conversation.System.Length is 0 or > ShortInstruction)
        {
            return null;
        }

        return ChantRule.Find(conversation.System, conversation.Prompt) ?? FixedReply.Find(conversation.System, random)?.Text;
    }
}
