using Castor.Engines.Catalog;
using Castor.Engines.Emulator.Schemas;
using Castor.Engines.Schemas;
using Castor.Protocol;

namespace Castor.Engines.Emulator.Functions;

/// <summary>Decides which functions an answer calls, if any.</summary>
public static class FunctionPlan
{
    private const int VariedAttempts = 8;

    /// <summary>The calls of this turn; empty when it is to be answered with text.</summary>
    /// <param name="request">The request.</param>
    /// <param name="model">The model that is asked.</param>
    /// <param name="random">Where all choices come from.</param>
    /// <exception cref="ApiException">No arguments satisfy the declaration of a function that is to be called.</exception>
    public static IReadOnlyList<FunctionCall> For(GenerateContentRequest request, ModelEntry model, EmulatorRandom random)
    {
        if (request.Tools is not { Count: > 0 } tools || !DeclaresFunctions(tools))
        {
            return [];
        }

        FunctionCallingConfig? config = request.ToolConfig?.FunctionCallingConfig;
        if (config?.Mode == FunctionCallingMode.None)
        {
            return [];
        }

        List<DeclaredFunction> functions = Declared(tools, config?.AllowedFunctionNames);
        if (functions.Count == 0)
        {
            return [];
        }

        var history = CallHistory.Of(request.Contents);
        var arguments = new ArgumentMaker(random, history.Prompt);
        List<(DeclaredFunction Function, Datum Args)> calls = Planned(functions, history, arguments);
        if (calls.Count == 0 && config?.Mode == FunctionCallingMode.Any)
        {
            calls = [Forced(functions, history, arguments, random)];
        }

        return Calls(calls, model.Traits.Family.StartsWith("gemini-3", StringComparison.Ordinal), random);
    }

    private static bool DeclaresFunctions(IReadOnlyList<Tool> tools)
    {
        for (int i = 0; i < tools.Count; i++)
        {
            if (tools[i].FunctionDeclarations is { Count: > 0 })
            {
                return true;
            }
        }

        return false;
    }

    private static List<DeclaredFunction> Declared(IReadOnlyList<Tool> tools, IReadOnlyList<string>? allowed)
    {
        var functions = new List<DeclaredFunction>();
        for (int i = 0; i < tools.Count; i++)
        {
            for (int j = 0; j < (tools[i].FunctionDeclarations?.Count ?? 0); j++)
            {
                FunctionDeclaration declaration = tools[i].FunctionDeclarations![j];
                if (declaration.Name is { Length: > 0 } name && (allowed is not { Count: > 0 } || allowed.Contains(name)))
                {
                    functions.Add(new DeclaredFunction(declaration, $"GenerateContentRequest.tools[{i}].function_declarations[{j}]"));
                }
            }
        }

        return functions;
    }

    // Each turn of calls does one step of the prompt; a call is not made twice.
    private static List<(DeclaredFunction, Datum)> Planned(List<DeclaredFunction> functions, CallHistory history, ArgumentMaker arguments)
    {
        var calls = new List<(DeclaredFunction, Datum)>();
        if (history.Prompt.Length == 0 || history.HasFailed)
        {
            return calls;
        }

        List<List<PromptStep>> steps = PromptSteps.Of(PromptValues.Of(history.Prompt, FillMode.Named), functions);
        for (int round = history.Rounds; round < steps.Count && calls.Count == 0; round++)
        {
            foreach (PromptStep step in steps[round])
            {
                string text = round == 0 ? step.Text : ResultReference.Resolve(step.Text, history.LastResult, step.Function.CountNumbers());
                foreach (Datum args in arguments.Make(step.Function, text, history.Known()))
                {
                    if (!history.WasMade(step.Function.Name, args) && !calls.Exists(call => call.Item1 == step.Function && call.Item2.SameAs(args)))
                    {
                        calls.Add((step.Function, args));
                    }
                }
            }
        }

        return calls;
    }

    // In mode ANY something is called, whatever the prompt says: what fits best, then what was not called yet, then what was with other arguments.
    private static (DeclaredFunction, Datum) Forced(List<DeclaredFunction> functions, CallHistory history, ArgumentMaker arguments, EmulatorRandom random)
    {
        DeclaredFunction function = functions.Find(function => history.Rounds > 0 && !history.WasCalled(function.Name))
            ?? (history.Rounds == 0 ? PromptSteps.Likeliest(PromptValues.Of(history.Prompt, FillMode.Named), functions) : null)
            ?? functions[random.Next(functions.Count)];
        Datum args = arguments.MakeFull(function, history.WasCalled(function.Name) ? "" : history.Prompt);
        for (int i = 0; i < VariedAttempts && history.WasMade(function.Name, args); i++)
        {
            args = arguments.MakeFull(function, "");
        }

        return (function, args);
    }

    private static FunctionCall[] Calls(List<(DeclaredFunction Function, Datum Args)> planned, bool withIds, EmulatorRandom random)
    {
        var calls = new FunctionCall[planned.Count];
        for (int i = 0; i < calls.Length; i++)
        {
            calls[i] = new FunctionCall
            {
                Id = withIds ? CallId.Next(random) : null,
                Name = planned[i].Function.Name,
                Args = planned[i].Args.ToElement(),
            };
        }

        return calls;
    }
}
