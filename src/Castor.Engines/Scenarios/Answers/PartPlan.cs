using System.Text.Json;
using Castor.Protocol;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>A part of an answer before its templates are filled in.</summary>
/// <param name="Part">The part as the file has it.</param>
/// <param name="Text">The template of its text.</param>
/// <param name="Args">The template of its call's arguments.</param>
internal sealed record PartPlan(Part Part, TextTemplate? Text = null, JsonTemplate? Args = null)
{
    /// <summary>A value whose JSON is the text.</summary>
    public JsonTemplate? Json { get; init; }

    public Part Render(TemplateContext context)
    {
        if (Json is not null)
        {
            return Part with { Text = Json.RenderText(context) };
        }

        Part part = Text is null ? Part : Part with { Text = Text.Render(context) };
        if (Args is null || part.FunctionCall is not { } call)
        {
            return part;
        }

        JsonElement args = Args.Render(context);
        return part with { FunctionCall = call with { Args = args } };
    }
}
