using OrleansCommerce.Silo;
using OrleansCommerce.Silo.Commands;
using OrleansCommerce.Silo.Configuration;

try
{
    return args switch
    {
        [SchemaCommand.Name, .. var options] => await SchemaCommand.RunAsync(options),
        [TokenCommand.Name, .. var options] => TokenCommand.Run(options),
        [MigrateCommand.Name, .. var options] => await MigrateCommand.RunAsync(options),
        [RebuildViewsCommand.Name, .. var options] => await RebuildViewsCommand.RunAsync(options),
        [VerifyReceiptsCommand.Name, .. var options] => await VerifyReceiptsCommand.RunAsync(options),
        _ => await SiloApplication.RunAsync(args),
    };
}
catch (SettingException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 1;
}
