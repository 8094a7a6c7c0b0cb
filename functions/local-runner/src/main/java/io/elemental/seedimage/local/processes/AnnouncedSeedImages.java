package io.elemental.seedimage.local.processes;

import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.cluster.ForwardingSeedImages;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import io.elemental.seedimage.rules.cluster.SeedImages;
import io.elemental.seedimage.rules.cluster.Warning;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** SeedImages whose changes of state a person is told of; the first completion of each is an event of its own. */
final class AnnouncedSeedImages extends ForwardingSeedImages {

    private final Terminal terminal;
    private final Consumer<SeedImage> completed;
    private final Map<ResourceRef, String> said = new ConcurrentHashMap<>();
    private final Map<ResourceRef, List<Warning>> warned = new ConcurrentHashMap<>();
    private final Set<ResourceRef> done = ConcurrentHashMap.newKeySet();

    /** @param completed is called when a SeedImage is seen completed for the first time */
    AnnouncedSeedImages(SeedImages seedImages, Terminal terminal, Consumer<SeedImage> completed) {
        super(seedImages);
        this.terminal = terminal;
        this.completed = completed;
    }

    @Override
    public void report(SeedImage seedImage, SeedImageStatus status) {
        super.report(seedImage, status);
        var sentence = "SeedImage %s: %s".formatted(seedImage.ref(), sentence(status));
        if (!sentence.equals(said.put(seedImage.ref(), sentence))) {
            terminal.say(sentence);
        }
        if (!status.warnings().equals(warned.put(seedImage.ref(), status.warnings()))) {
            status.warnings()
                    .forEach(warning -> terminal.say("SeedImage %s: warning: %s %s."
                            .formatted(seedImage.ref(), warning.path(), warning.message())));
        }
        if (status.state() == SeedImageState.COMPLETED && done.add(seedImage.ref())) {
            completed.accept(seedImage);
        }
    }

    private static String sentence(SeedImageStatus status) {
        var message = status.conditions().stream()
                .filter(condition -> condition.type().equals("Ready"))
                .map(condition -> condition.message())
                .filter(text -> !text.isEmpty())
                .findFirst();
        return message.map(text -> status.state().word() + ", " + text)
                .orElse(status.state().word());
    }
}
