using Castor.Protocol;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>The parts of one candidate in the chunks that they come in.</summary>
internal static class ScriptedChunks
{
    /// <summary>
    /// Fills in the templates, a chunk when it is asked for: a thousand slow streams must not hold the whole of their answers. A unary answer is one
    /// chunk, with neighbouring texts in one part as a fold leaves them.
    /// </summary>
    public static IEnumerable<List<Part>> Render(CandidatePlan plan, TemplateContext context, bool streamed, bool showThoughts)
    {
        IEnumerable<List<Part>> chunks = plan.Groups.SelectMany(group => Render(group, context, streamed, showThoughts));
        return streamed ? chunks : Join(chunks);
    }

    private static IEnumerable<List<Part>> Render(PieceGroup group, TemplateContext context, bool streamed, bool showThoughts)
    {
        List<Part> parts = [.. group.Parts.Select(part => part.Render(context)).Where(part => showThoughts || part.Thought is not true)];
        if (streamed && group.Split && parts is [{ Text: { } text } only])
        {
            return TextPieces.Cut(text).Select(piece => new List<Part> { only with { Text = piece } });
        }

        return parts.Count == 0 ? [] : [parts];
    }

    private static IEnumerable<List<Part>> Join(IEnumerable<List<Part>> chunks)
    {
        List<Part>? all = null;
        foreach (List<Part> parts in chunks)
        {
            if (all is null)
            {
                all = parts;
            }
            else if (IsText(all[^1]) && IsText(parts[0]) && all[^1].Thought == parts[0].Thought)
            {
                all[^1] = all[^1] with { Text = all[^1].Text + parts[0].Text };
                all.AddRange(parts.Skip(1));
            }
            else
            {
                all.AddRange(parts);
            }
        }

        return all is null ? [] : [all];
    }

    private static bool IsText(Part part) => part.Text is not null && part == new Part { Text = part.Text, Thought = part.Thought };
}
