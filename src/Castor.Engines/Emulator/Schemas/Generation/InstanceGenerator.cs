using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Castor.Engines.Schemas;
using Castor.Protocol;

namespace Castor.Engines.Emulator.Schemas;

/// <summary>
/// Makes a value that satisfies a schema. It works towards the schema, tries the branches of choices in turn, and checks
/// the whole at the end, so that nothing leaves which does not validate.
/// </summary>
internal sealed class InstanceGenerator
{
    private const int DeepestValue = 60;
    private const int DeepEnough = 24;
    private const int CheckedAttempts = 12;
    private const int WholeAttempts = 4;

    private readonly Dictionary<SchemaNode, int> _path = [];
    private readonly ScalarMaker _scalars;
    private readonly ArrayMaker _arrays;
    private readonly ObjectMaker _objects;
    private (int Depth, string Path, string Reason) _failure = (-1, "", "no value satisfies the schema");

    /// <summary>Prepares a value.</summary>
    public InstanceGenerator(PromptValues values, EmulatorRandom random)
    {
        Values = values;
        Random = random;
        Validator = new InstanceValidator(Budget);
        _scalars = new ScalarMaker(this);
        _arrays = new ArrayMaker(this);
        _objects = new ObjectMaker(this);
    }

    public PromptValues Values { get; }

    public EmulatorRandom Random { get; }

    public GenerationBudget Budget { get; } = new();

    public InstanceValidator Validator { get; }

    /// <summary>Makes a value.</summary>
    /// <exception cref="ApiException">There is none, or it would be too large.</exception>
    public Datum Make(CompiledSchema schema)
    {
        if (schema.Root.Height == int.MaxValue)
        {
            throw SchemaCompiler.Unsatisfiable(schema.Place, "", "no value of finite depth satisfies the schema");
        }

        for (int i = 0; i < WholeAttempts; i++)
        {
            (int, int) mark = Values.Mark();
            Site site = Site.Root(Random);
            site.IsRetry = i > 0;
            if (!TryMake([schema.Root], site, out Datum? value))
            {
                break;
            }

            if (Validator.IsValid(value, schema.Root))
            {
                return value;
            }

            Values.Rewind(mark);
        }

        throw SchemaCompiler.Unsatisfiable(schema.Place, _failure.Path, _failure.Reason);
    }

    /// <summary>Makes a value that satisfies all the schemas.</summary>
    public bool TryMake(IReadOnlyList<SchemaNode> wanted, Site site, [NotNullWhen(true)] out Datum? value)
    {
        Budget.Step();
        if (site.Depth > DeepestValue)
        {
            throw GenerationBudget.TooMuch();
        }

        bool again = Enter(wanted);
        site.IsMinimal |= again || site.Depth > DeepEnough || Budget.IsPlenty;
        try
        {
            return Resolve(Goal.Of(wanted), site, out value);
        }
        finally
        {
            Leave(wanted);
        }
    }

    /// <summary>Whether a value satisfies all the schemas of a goal.</summary>
    public bool Satisfies(Datum value, Goal goal)
    {
        for (int i = 0; i < goal.Nodes.Count; i++)
        {
            if (!Validator.IsValid(value, goal.Nodes[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a value of the schema is being made further up, so that making another one goes round in a circle.</summary>
    public bool IsUnderWay(SchemaNode node)
    {
        for (SchemaNode? at = node; at is not null; at = at.Reference)
        {
            if (_path.GetValueOrDefault(at) > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Notes why a value could not be made; the deepest reason is told.</summary>
    public bool Fail(Site site, string reason)
    {
        if (site.Depth > _failure.Depth)
        {
            _failure = (site.Depth, site.Path, reason);
        }

        return false;
    }

    // A schema that is inside itself is made once more, with what is required only.
    private bool Enter(IReadOnlyList<SchemaNode> wanted)
    {
        bool again = false;
        foreach (SchemaNode node in wanted)
        {
            int before = _path.GetValueOrDefault(node);
            _path[node] = before + 1;
            again |= before > 0;
        }

        return again;
    }

    private void Leave(IReadOnlyList<SchemaNode> wanted)
    {
        foreach (SchemaNode node in wanted)
        {
            _path[node]--;
        }
    }

    private bool Resolve(Goal goal, Site site, [NotNullWhen(true)] out Datum? value)
    {
        value = null;
        Budget.Step();
        if (goal.IsNever)
        {
            return Fail(site, "a false schema allows no value");
        }

        if (goal.NextChoice() is not { } choice)
        {
            return MakeValue(goal, site, out value);
        }

        foreach (GoalBranch branch in BranchOrder.Of(choice, site, Values))
        {
            (int, int) mark = Values.Mark();
            if (Resolve(goal.With(branch), site, out value))
            {
                return true;
            }

            Values.Rewind(mark);
        }

        return Fail(site, "no branch of the choice can be satisfied");
    }

    private bool MakeValue(Goal goal, Site site, [NotNullWhen(true)] out Datum? value)
    {
        Budget.Value();
        int attempts = goal.NeedsCheck ? CheckedAttempts : 1;
        for (int i = 0; i < attempts; i++)
        {
            (int, int) mark = Values.Mark();
            site.IsRetry |= i > 0;
            if (!MakeOnce(goal, site, out value))
            {
                return false;
            }

            if (!goal.NeedsCheck || Satisfies(value, goal))
            {
                return true;
            }

            Values.Rewind(mark);
        }

        value = null;
        return Fail(site, "no value satisfies all parts of the schema");
    }

    private bool MakeOnce(Goal goal, Site site, [NotNullWhen(true)] out Datum? value)
    {
        value = null;
        foreach (SchemaNode node in goal.Nodes)
        {
            site.Description ??= node.Description ?? node.Title;
            if (node.Enum is not null)
            {
                return _scalars.TryChoose(goal, node.Enum, site, out value);
            }
        }

        if (goal.Kinds == JsonKinds.None)
        {
            return Fail(site, "the types exclude each other");
        }

        foreach (JsonKinds kind in KindOrder.Of(goal, site))
        {
            if (TryMakeKind(kind, goal, site, out value))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryMakeKind(JsonKinds kind, Goal goal, Site site, [NotNullWhen(true)] out Datum? value)
    {
        switch (kind)
        {
            case JsonKinds.Null:
                value = Datum.Null;
                return true;
            case JsonKinds.Boolean:
                return _scalars.TryMakeBoolean(goal, site, out value);
            case JsonKinds.Number:
                return _scalars.TryMakeNumber(goal, site, out value);
            case JsonKinds.String:
                return _scalars.TryMakeString(goal, site, out value);
            case JsonKinds.Array:
                return TryExample(goal, JsonValueKind.Array, site, out value) || _arrays.TryMake(goal, site, out value);
            default:
                return TryExample(goal, JsonValueKind.Object, site, out value) || _objects.TryMake(goal, site, out value);
        }
    }

    /// <summary>The example or default of the schema, where it is one for this place and valid.</summary>
    public bool TryExample(Goal goal, JsonValueKind kind, Site site, [NotNullWhen(true)] out Datum? value)
    {
        value = null;
        if (site.IsRetry)
        {
            return false;
        }

        int skip = Math.Max(0, site.Index);
        foreach (SchemaNode node in goal.Nodes)
        {
            foreach (Datum example in node.Examples)
            {
                bool fits = example.Kind == kind || (kind == JsonValueKind.True && example.Kind == JsonValueKind.False);
                if (fits && Satisfies(example, goal) && skip-- == 0)
                {
                    value = example;
                    return true;
                }
            }
        }

        return false;
    }
}
