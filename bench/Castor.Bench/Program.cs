using System.Globalization;
using BenchmarkDotNet.Running;
using Castor.Bench.Constraints;
using Castor.Bench.Memory;
using Castor.Bench.Protocol;

if (args is ["protocol-row", string path])
{
    WireRow.Write(path);
    return 0;
}

if (args is ["constraints", string model])
{
    ConstraintRow.Write(model);
    return 0;
}

if (args is ["constraint-schema"])
{
    Console.WriteLine(ConstraintRow.Schema("places"));
    return 0;
}

if (args is ["schemas", string vocabulary, string folder, string report])
{
    return CorpusRow.Write(vocabulary, folder, report) ? 0 : 1;
}

if (args is ["memory", string threads])
{
    StreamRead.Write(int.Parse(threads, CultureInfo.InvariantCulture));
    return 0;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
