using System.Text.Json;
using Castor.Engines.Emulator;
using Castor.Engines.Schemas;

namespace Castor.Engines.Tests.Emulator.Schemas;

/// <summary>Changes a value in a random place, so that it may no longer satisfy its schema.</summary>
internal sealed class RandomDamage(EmulatorRandom random)
{
    private static readonly Datum[] s_strangers =
    [
        Datum.Null, Datum.True, Datum.Of("red"), Datum.Of(""), Datum.Of("x".PadRight(40, 'x')), Datum.Of(0), Datum.Of(-3.5m), Datum.Of(1_000_000),
        Datum.Of(new List<Datum>()), Datum.Of(new List<KeyValuePair<string, Datum>>()), Datum.Of("2026-01-31"), Datum.Of("ab12"),
    ];

    public Datum Do(Datum value)
    {
        if (random.Next(3) > 0 && value.Kind == JsonValueKind.Array && value.Items.Count > 0)
        {
            List<Datum> items = [.. value.Items];
            int at = random.Next(items.Count);
            switch (random.Next(3))
            {
                case 0:
                    items.RemoveAt(at);
                    break;
                case 1:
                    items.Add(items[at]);
                    break;
                default:
                    items[at] = Do(items[at]);
                    break;
            }

            return Datum.Of(items);
        }

        if (random.Next(4) > 0 && value.Kind == JsonValueKind.Object && value.Members.Count > 0)
        {
            List<KeyValuePair<string, Datum>> members = [.. value.Members];
            int at = random.Next(members.Count);
            switch (random.Next(4))
            {
                case 0:
                    members.RemoveAt(at);
                    break;
                case 1:
                    members.Add(new("another", Stranger()));
                    break;
                default:
                    members[at] = new(members[at].Key, Do(members[at].Value));
                    break;
            }

            return Datum.Of(members);
        }

        return Stranger();
    }

    private Datum Stranger() => s_strangers[random.Next(s_strangers.Length)];
}
