using Castor.Protocol;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>The parts of one candidate in the chunks that they come in.</summary>
internal static class ScriptedChunks
{
    /// <summary>Fills in the templates, a chunk when it is asked for: a thousand slow streams must not hold the whole of their answers.</summary>
    public static IEnumerable<List<Part>> Render(CandidatePlan plan, TemplateContext context, bool showThoughts) =>
        plan.Groups.SelectMany(group => Render(group, context, showThoughts));

    /// <summary>All parts at once, with neighbouring texts in one as a fold leaves them; null where there are none.</summary>
    public static List<Part>? Whole(CandidatePlan plan, TemplateContext context, bool showThoughts)
    {
        List<Part>? all = null;
        for (int g = 0; g < plan.Groups.Count; g++)
        {
            IReadOnlyList<PartPlan> parts = plan.Groups[g].Parts;
            bool mayJoin = true;
            for (int p = 0; p < parts.Count; p++)
            {
                Part part = parts[p].Render(context);
                if (!showThoughts && part.Thought is true)
                {
                    continue;
                }

                all ??= [];
                if (mayJoin && all.Count > 0 && IsText(all[^1]) && IsText(part) && all[^1].Thought == part.Thought)
                {
                    all[^1] = all[^1] with { Text = all[^1].Text + part.Text };
                }
                else
                {
                    all.Add(part);
                }

                // Parts of one chunk are the file's own.
                mayJoin = false;
            }
        }

        return all;
    }

    private static IEnumerable<List<Part>> Render(PieceGroup group, TemplateContext context, bool showThoughts)
    {
        List<Part> parts = [.. group.Parts.Select(part => part.Render(context)).Where(part => showThoughts || part.Thought is not true)];
        if (group.Split && parts is [{ Text: { } text } only])
        {
            return TextPieces.Cut(text).Select(piece => new List<Part> { only with { Text = piece } });
        }

        return parts.Count == 0 ? [] : [parts];
    }

    private static bool IsText(Part part) => part.Text is not null && part == new Part { Text = part.Text, Thought = part.Thought };
}
