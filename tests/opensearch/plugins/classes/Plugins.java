import java.util.List;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.transport.Netty4Plugin;

/** What a node has beside the server: HTTP, and the filters of our analysers. */
final class Plugins {
    static final List<Class<? extends Plugin>> ALL = List.of(Netty4Plugin.class, CommonAnalysisPlugin.class);
}
