package io.elemental.seedimage.registration.schema;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/** What yip 1.9 reads, in its own syntax and in that of cloud-init. */
public final class BootSchema {

    private static final Shape TEXT = new Text();
    private static final Shape TEMPLATE = new TemplateText();
    private static final Shape OWNER = new OwnerText();
    private static final Shape TEXTS = new ListOf(TEXT);
    private static final Shape TEXT_BY_NAME = new MapOf(TEXT);
    private static final Shape FLAG = new Flag();
    private static final Shape INT = new Whole(BigDecimal.valueOf(Long.MIN_VALUE), BigDecimal.valueOf(Long.MAX_VALUE));
    private static final Shape MODE = new FileMode();
    private static final Shape MEBIBYTES = new Whole(BigDecimal.ZERO, new BigDecimal("18446744073709551615"));

    /** pkg/plugins/datasource.go */
    private static final Shape PROVIDER = new Told(
            TEXT,
            Habits.oneOf(
                    Set.of(
                            "aws",
                            "azure",
                            "cdrom",
                            "config-drive",
                            "digitalocean",
                            "file",
                            "gcp",
                            "hetzner",
                            "metaldata",
                            "openstack",
                            "packet",
                            "scaleway",
                            "vmware",
                            "vultr"),
                    "is no data source that the boot tool knows, so it is passed over"));

    /** pkg/schema/loader_cloudinit.go looks at the devices alone. */
    private static final Shape GROWTH = new Told(
            TEXT,
            Habits.oneOf(
                    Set.of("auto", "growpart", "gpart"),
                    "is not looked at: the boot tool grows the devices all the same"));

    private static final Fields PLACED =
            object().with(TEXT, "path").with(MODE, "permissions").with(INT, "owner", "group");

    private static final Fields USER = object().with(
                    TEXT, "name", "passwd", "gecos", "homedir", "primary_group", "shell")
            .with(new Told(TEXT, Habits::uid), "uid")
            .with(TEXTS, "ssh_authorized_keys", "groups")
            .with(FLAG, "no_create_home", "lock_passwd")
            .with(new NeverDone(FLAG), "no_user_group", "system", "no_log_init");

    private static final Fields LAYOUT = object().with(object().with(TEXT, "label", "path"), "device")
            .with(object().with(MEBIBYTES, "size"), "expand_partition")
            .with(
                    new ListOf(object().with(TEXT, "fsLabel", "pLabel", "filesystem")
                            .with(MEBIBYTES, "size")),
                    "add_partitions");

    private static final Fields GIT = object().with(TEXT, "url", "path", "branch")
            .with(FLAG, "branch_only")
            .with(
                    object().with(TEXT, "username", "password", "private_key", "public_key")
                            .with(FLAG, "insecure"),
                    "auth");

    private static final Fields STEP = object().with(TEXT, "name", "environment_file")
            .with(new HostPattern(), "node")
            .with(TEMPLATE, "if", "hostname")
            .with(new ListOf(TEMPLATE), "commands")
            .with(
                    new ListOf(new FileContent(
                            PLACED.with(TEXT, "content", "encoding").with(OWNER, "ownerstring"))),
                    "files")
            .with(new ListOf(PLACED.with(TEXT, "url").with(OWNER, "ownerstring").with(INT, "timeout")), "downloads")
            .with(new ListOf(PLACED), "directories")
            .with(
                    new ListOf(object().with(TEXT, "path").with(TEMPLATE, "entity")),
                    "ensure_entities",
                    "delete_entities")
            .with(
                    new Told(
                            object().with(TEXTS, "nameservers", "search", "options")
                                    .with(TEXT, "path"),
                            Habits::dns),
                    "dns")
            .with(TEXT_BY_NAME, "sysctl", "timesyncd", "systemd_firstboot")
            .with(new MapOf(TEMPLATE), "environment")
            .with(new MapOf(TEXTS), "authorized_keys")
            .with(new Told(new MapOf(USER), Habits::usersByName), "users")
            .with(object().with(TEXTS, "enable", "disable", "start", "mask"), "systemctl")
            .with(
                    new Told(object().with(new ListOf(PROVIDER), "providers").with(TEXT, "path"), Habits::dataSource),
                    "datasource")
            .with(LAYOUT, "layout")
            .with(new NeverDone(GIT), "git")
            .with(new ListOf(object().with(TEXT, "name")), "after")
            .with(new UnknownGuard(), "only_os", "only_os_version", "only_arch", "only_service_manager", "if_files");

    private static final Shape STAGES = new Stages(new ListOf(STEP));

    public static final Fields YIP = object().with(TEXT, "name").with(STAGES, "stages");

    public static final Fields CLOUD_INIT = object().with(TEMPLATE, "hostname")
            .with(new ListOf(TEMPLATE), "runcmd")
            .with(TEXTS, "ssh_authorized_keys")
            .with(
                    new ListOf(new FileContent(object().with(TEXT, "path", "content", "encoding")
                            .with(OWNER, "owner")
                            .with(new OctalText(), "permissions"))),
                    "write_files",
                    "milpa_files")
            .with(
                    new Told(
                            new ListOf(
                                    USER.with(new NeverDone(TEXT), "coreos_ssh_import_github", "coreos_ssh_import_url")
                                            .with(new NeverDone(TEXTS), "coreos_ssh_import_github_users")),
                            Habits::usersOfList),
                    "users")
            .with(object().with(GROWTH, "mode").with(TEXTS, "devices"), "growpart");

    /** Stages beside keys of cloud-init: with a mistyped name, too, the boot tool would drop the stages. */
    public static final Fields BOTH = CLOUD_INIT.with(TEXT, "name").with(STAGES, "stages");

    private BootSchema() {}

    private static Fields object() {
        return new Fields(Map.of());
    }
}
