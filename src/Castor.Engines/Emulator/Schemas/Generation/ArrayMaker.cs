using System.Diagnostics.CodeAnalysis;
using Castor.Engines.Schemas;

namespace Castor.Engines.Emulator.Schemas;

/// <summary>Makes arrays.</summary>
internal sealed class ArrayMaker(InstanceGenerator generator)
{
    private const int TwinAttempts = 40;

    /// <summary>Makes an array that satisfies the goal.</summary>
    public bool TryMake(Goal goal, Site site, [NotNullWhen(true)] out Datum? value)
    {
        value = null;
        var shape = new ArrayShape(goal);
        if (shape.MinItems > shape.MaxItems)
        {
            return generator.Fail(site, "minItems is greater than the number of items that may be");
        }

        var items = new List<Datum>();
        long wanted = WantedCount(shape, site);
        for (int i = 0; i < shape.MaxItems; i++)
        {
            int taken = generator.Values.Taken;
            (int, int) mark = generator.Values.Mark();
            bool required = i < shape.MinItems;
            if (!required && i >= wanted && !MayNameMore(i, site))
            {
                break;
            }

            if (!TryMakeItem(shape, i, items, site, out Datum? item))
            {
                generator.Values.Rewind(mark);
                if (required)
                {
                    return false;
                }

                break;
            }

            bool named = generator.Values.Taken > taken;
            if (!required && !named && (i >= wanted || (generator.Values.Mode == FillMode.Named && !site.IsMinimal && wanted == 0)))
            {
                generator.Values.Rewind(mark);
                break;
            }

            items.Add(item);
        }

        value = Datum.Of(items);
        return true;
    }

    // More items than usual only as long as the prompt names values for them.
    private bool MayNameMore(int index, Site site) => !site.IsMinimal && index < 20 && generator.Values.Tokens.Count > 0;

    private long WantedCount(ArrayShape shape, Site site)
    {
        if (site.IsMinimal)
        {
            return shape.MinItems;
        }

        if (generator.Values.Mode == FillMode.Named)
        {
            return Math.Max(shape.MinItems, shape.Prefix);
        }

        long usual = generator.Values.Numbers.TakeCount(site) ?? (shape.IsOpen ? 2 + generator.Random.Next(2) : shape.Prefix);
        return Math.Clamp(Math.Max(usual, shape.Prefix), shape.MinItems, shape.MaxItems);
    }

    private bool TryMakeItem(ArrayShape shape, int index, List<Datum> before, Site site, [NotNullWhen(true)] out Datum? item)
    {
        List<SchemaNode> wanted = shape.WantedAt(index);
        for (int attempt = 0; attempt < (shape.UniqueItems ? TwinAttempts + before.Count : 1); attempt++)
        {
            (int, int) mark = generator.Values.Mark();
            // A twin is evaded by the place too: enums and alternatives go by it.
            Site at = site.Item(index + attempt);
            at.IsRetry |= attempt > 0;
            if (!generator.TryMake(wanted, at, out item))
            {
                return false;
            }

            if (!shape.UniqueItems || !Has(before, item))
            {
                return true;
            }

            generator.Values.Rewind(mark);
        }

        item = null;
        return generator.Fail(site, "there are not enough different items");
    }

    private bool Has(List<Datum> items, Datum value)
    {
        foreach (Datum item in items)
        {
            generator.Budget.Step();
            if (item.SameAs(value))
            {
                return true;
            }
        }

        return false;
    }
}
