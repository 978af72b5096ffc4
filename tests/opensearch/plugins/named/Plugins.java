import java.util.List;
import org.opensearch.Version;
import org.opensearch.analysis.common.CommonAnalysisModulePlugin;
import org.opensearch.plugins.PluginInfo;
import org.opensearch.transport.Netty4ModulePlugin;

/** What a node has beside the server: HTTP, and the filters of our analysers. */
final class Plugins {
    static final List<PluginInfo> ALL = List.of(named(Netty4ModulePlugin.class), named(CommonAnalysisModulePlugin.class));

    private static PluginInfo named(Class<?> plugin) {
        String name = plugin.getName();
        return new PluginInfo(name, "", "", Version.CURRENT, "21", name, null, List.of(), false);
    }
}
