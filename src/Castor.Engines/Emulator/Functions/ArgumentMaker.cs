using Castor.Engines.Emulator.Schemas;
using Castor.Engines.Schemas;

namespace Castor.Engines.Emulator.Functions;

/// <summary>Makes the arguments of calls: valid against the declaration, and taken from the text where it names them.</summary>
internal sealed class ArgumentMaker(EmulatorRandom random, string prompt)
{
    /// <summary>The arguments of the calls that a text asks for: one call for each of the things that it lists for one parameter.</summary>
    /// <param name="function">The function.</param>
    /// <param name="text">The part of the prompt that asks for it.</param>
    /// <param name="known">The results of earlier calls, which fill parameters of the same name.</param>
    public List<Datum> Make(DeclaredFunction function, string text, KnownValues? known)
    {
        PromptValues? behind = text == prompt ? null : PromptValues.Of(prompt, FillMode.Named);
        PromptValues values = PromptValues.Of(text, FillMode.Named);
        values.Behind = behind;
        values.Known = known;
        Datum args = Generate(function, values);
        var all = new List<Datum> { args };
        if (ListedParameter(function, args) is not { } parameter)
        {
            return all;
        }

        foreach (string other in ListedValues.Others(values, args.Member(parameter)!))
        {
            PromptValues again = PromptValues.Of(text, FillMode.Named, new Dictionary<string, string> { [parameter] = other });
            again.Behind = behind is null ? null : PromptValues.Of(prompt, FillMode.Named);
            again.Known = known;
            Datum more = Generate(function, again);
            if (!all.Exists(more.SameAs))
            {
                all.Add(more);
            }
        }

        return all;
    }

    /// <summary>Arguments for a function that is called though nothing asks for it: all of them, taken from the text where it names them.</summary>
    public Datum MakeFull(DeclaredFunction function, string text) => Generate(function, PromptValues.Of(text, FillMode.Everything));

    private Datum Generate(DeclaredFunction function, PromptValues values) => new InstanceGenerator(values, random).Make(function.Schema);

    // Only where one parameter alone takes names: "from Paris to Rome" is one journey, "in Paris and Rome" are two places.
    private static string? ListedParameter(DeclaredFunction function, Datum args)
    {
        string? text = null;
        string? number = null;
        int texts = 0;
        int numbers = 0;
        foreach ((string name, IReadOnlyList<string> values) in function.Parameters)
        {
            ValueClass kind = ValueClasses.Of(NameWords.Split(name));
            Datum? value = args.Member(name);
            if (values.Count > 0 || value is null)
            {
                continue;
            }

            if (value.Kind == System.Text.Json.JsonValueKind.Number)
            {
                numbers++;
                number = name;
            }
            else if (value.Kind == System.Text.Json.JsonValueKind.String && kind is not (ValueClass.Text or ValueClass.Date or ValueClass.Time or ValueClass.Unit))
            {
                texts++;
                text = name;
            }
        }

        return texts == 1 ? text : texts == 0 && numbers == 1 ? number : null;
    }
}
