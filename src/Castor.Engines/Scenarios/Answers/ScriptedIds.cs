using System.Globalization;
using Castor.Engines.Emulator;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>Ids of scripted answers: the same call, scenario and answer give the same id.</summary>
internal static class ScriptedIds
{
    public static string OfResponse(TemplateContext context) => ResponseId.Of(Seed(context, -1));

    /// <summary>The id of a function call that the file gives none.</summary>
    public static string OfCall(TemplateContext context, int index) =>
        (Seed(context, index) & uint.MaxValue).ToString("x8", CultureInfo.InvariantCulture);

    private static ulong Seed(TemplateContext context, int index)
    {
        var hash = new StableHash();
        hash.Add(context.Scenario);
        hash.Add(context.Step);
        hash.Add(index);
        hash.Add(EmulatorSeed.Of(new GenerationCall { Request = context.Facts.Request, Model = context.Facts.Model }));
        return hash.Value;
    }
}
