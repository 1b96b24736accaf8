/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-web-certificate.h"

#include "office-key-pair.h"
#include "office-problem.h"

#include <glib/gstdio.h>

#define LOOK_MILLISECONDS (60 * 1000)
#define DAY_MILLISECONDS  G_GINT64_CONSTANT (86400000)
/* Programs that renew do it with a third of the time left, which are 30 days of 90 or two of six: then something is wrong. */
#define LATE_DAYS 2

struct _OfficeWebCertificate {
  GObject parent_instance;

  char *certificate_path, *key_path;
  char *name; /* that it has to bear; nullable */
  OfficeClock *clock;
  guint timeout;

  GTlsCertificate *certificate;
  char *stamp;     /* of the files when they were read last */
  char *trouble;   /* why they could not be read then; nullable */
  char *complaint; /* what was said last; nullable */
};

enum { RENEWED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeWebCertificate, office_web_certificate, G_TYPE_OBJECT)

/* Tells whether a file is another one than before; through links, as it is the files behind them that are read. */
static void
add_stamp (GString *stamp, const char *path)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    g_string_append (stamp, "missing ");
  else
    g_string_append_printf (stamp, "%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT ":%" G_GINT64_FORMAT ":%ld.%ld ",
                            (guint64) info.st_dev, (guint64) info.st_ino, (gint64) info.st_size,
                            (long) info.st_mtim.tv_sec, info.st_mtim.tv_nsec);
}

static char *
dup_stamp (OfficeWebCertificate *self)
{
  GString *stamp = g_string_new (NULL);

  add_stamp (stamp, self->certificate_path);
  add_stamp (stamp, self->key_path);
  return g_string_free (stamp, FALSE);
}

static gint64
get_time (OfficeWebCertificate *self, const char *property)
{
  g_autoptr (GDateTime) time = NULL;

  g_object_get (self->certificate, property, &time, NULL);
  return time != NULL ? g_date_time_to_unix (time) * 1000 : 0;
}

static gboolean
bears (OfficeWebCertificate *self, const char *name)
{
  g_autoptr (GSocketConnectable) identity = g_network_address_new (name, 0);

  /* Without authorities nothing is looked at but the time and the name. */
  return (g_tls_certificate_verify (self->certificate, identity, NULL) & G_TLS_CERTIFICATE_BAD_IDENTITY) == 0;
}

static char *
dup_day (gint64 time)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc (time / 1000);

  return g_date_time_format (day, "%Y-%m-%d");
}

/* Nullable. */
static char *
dup_complaint (OfficeWebCertificate *self)
{
  gint64 now = office_clock_now (self->clock);
  gint64 from = get_time (self, "not-valid-before");
  gint64 until = get_time (self, "not-valid-after");
  g_autofree char *day = dup_day (from > now ? from : until);

  if (self->trouble != NULL)
    return g_strdup_printf ("The one of before is shown on. %s", self->trouble);
  if (until != 0 && until <= now)
    return g_strdup_printf ("The certificate “%s” ended on %s, and calendars and browsers refuse it; renew it.",
                            self->certificate_path, day);
  if (from > now)
    return g_strdup_printf ("The certificate “%s” is valid from %s on only; look at this machine’s clock.",
                            self->certificate_path, day);
  if (self->name != NULL && !bears (self, self->name))
    return g_strdup_printf ("The certificate “%s” is not for “%s”; renew it for that name, or give another with "
                            "--public-address.",
                            self->certificate_path, self->name);
  if (until != 0 && until - now < LATE_DAYS * DAY_MILLISECONDS)
    return g_strdup_printf ("The certificate “%s” ends on %s; renew it.", self->certificate_path, day);
  return NULL;
}

static void
complain (OfficeWebCertificate *self)
{
  g_autofree char *complaint = dup_complaint (self);

  if (complaint != NULL && g_strcmp0 (complaint, self->complaint) != 0)
    g_message ("%s", complaint);
  g_free (self->complaint);
  self->complaint = g_steal_pointer (&complaint);
}

/* Returns: whether there is one to show that was not there before */
static gboolean
read_files (OfficeWebCertificate *self, GError **error)
{
  g_autoptr (GTlsCertificate) read = NULL;

  g_free (self->stamp);
  /* Before they are read: what changes meanwhile is seen the next time. */
  self->stamp = dup_stamp (self);
  read = office_key_pair_read (self->certificate_path, self->key_path, error);
  if (read == NULL || (self->certificate != NULL && g_tls_certificate_is_same (read, self->certificate)))
    return FALSE;
  g_set_object (&self->certificate, read);
  return TRUE;
}

static gboolean
on_look (gpointer data)
{
  OfficeWebCertificate *self = data;
  g_autofree char *stamp = dup_stamp (self);

  if (strcmp (stamp, self->stamp) != 0)
    office_web_certificate_renew (self);
  else
    complain (self);
  return G_SOURCE_CONTINUE;
}

static void
office_web_certificate_finalize (GObject *object)
{
  OfficeWebCertificate *self = OFFICE_WEB_CERTIFICATE (object);

  office_web_certificate_close (self);
  g_clear_object (&self->clock);
  g_clear_object (&self->certificate);
  g_free (self->certificate_path);
  g_free (self->key_path);
  g_free (self->name);
  g_free (self->stamp);
  g_free (self->trouble);
  g_free (self->complaint);
  G_OBJECT_CLASS (office_web_certificate_parent_class)->finalize (object);
}

static void
office_web_certificate_class_init (OfficeWebCertificateClass *class)
{
  G_OBJECT_CLASS (class)->finalize = office_web_certificate_finalize;

  signals[RENEWED] = g_signal_new ("renewed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
office_web_certificate_init (OfficeWebCertificate *self)
{
}

/**
 * office_web_certificate_open:
 * @certificate: a PEM file; the host's own certificate first, its chain behind
 * @key: a PEM file with its key; may be the same one
 * @clock: tells whether it is valid, and when to look again
 * @error: return location: one sentence that names the file, the cause and what to do
 *
 * Blocking, some milliseconds. It belongs to the caller's thread-default main context.
 *
 * Returns: (transfer full) (nullable): the certificate
 */
OfficeWebCertificate *
office_web_certificate_open (const char *certificate, const char *key, OfficeClock *clock, GError **error)
{
  g_autoptr (OfficeWebCertificate) self = g_object_new (OFFICE_TYPE_WEB_CERTIFICATE, NULL);

  self->certificate_path = g_canonicalize_filename (certificate, NULL);
  self->key_path = g_canonicalize_filename (key, NULL);
  self->clock = g_object_ref (clock);
  if (!read_files (self, error))
    return NULL;
  complain (self);
  self->timeout = office_clock_add_timeout (clock, LOOK_MILLISECONDS, on_look, self, NULL);
  return g_steal_pointer (&self);
}

/**
 * office_web_certificate_close:
 * @self: a certificate
 */
void
office_web_certificate_close (OfficeWebCertificate *self)
{
  if (self->timeout != 0)
    office_clock_remove_timeout (self->clock, self->timeout);
  self->timeout = 0;
}

/**
 * office_web_certificate_renew:
 * @self: a certificate
 *
 * Reads the files. Another certificate is announced by "renewed"; where they cannot be read, that of before stays and the log
 * says why. Blocking, some milliseconds.
 */
void
office_web_certificate_renew (OfficeWebCertificate *self)
{
  g_autoptr (GError) error = NULL;
  gboolean renewed = read_files (self, &error);

  g_free (self->trouble);
  self->trouble = error != NULL ? g_strdup (error->message) : NULL;
  if (renewed)
    {
      g_autofree char *day = dup_day (get_time (self, "not-valid-after"));

      g_message ("The certificate “%s” is another one, until %s.", self->certificate_path, day);
      g_signal_emit (self, signals[RENEWED], 0);
    }
  complain (self);
}

/**
 * office_web_certificate_get:
 * @self: a certificate
 *
 * Returns: (transfer none): the one to show now
 */
GTlsCertificate *
office_web_certificate_get (OfficeWebCertificate *self)
{
  return self->certificate;
}

/**
 * office_web_certificate_get_complaint:
 * @self: a certificate
 *
 * Returns: (transfer none) (nullable): what the keeper should put right, as it was logged
 */
const char *
office_web_certificate_get_complaint (OfficeWebCertificate *self)
{
  return self->complaint;
}

/**
 * office_web_certificate_dup_name:
 * @self: a certificate
 *
 * Returns: (transfer full) (nullable): the first host that it names in full, else the first address
 */
char *
office_web_certificate_dup_name (OfficeWebCertificate *self)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GPtrArray) addresses = NULL;

  g_object_get (self->certificate, "dns-names", &names, "ip-addresses", &addresses, NULL);
  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      gsize length;
      const char *bytes = g_bytes_get_data (names->pdata[i], &length);
      g_autofree char *name = g_strndup (bytes != NULL ? bytes : "", length);

      if (*name != '\0' && strchr (name, '*') == NULL)
        return g_steal_pointer (&name);
    }
  return addresses != NULL && addresses->len > 0 ? g_inet_address_to_string (addresses->pdata[0]) : NULL;
}

/**
 * office_web_certificate_expect:
 * @self: a certificate
 * @name: of the host, as others reach it
 * @error: return location
 *
 * From now on it is said when a renewed one does not bear the name.
 *
 * Returns: whether the one of now bears it
 */
gboolean
office_web_certificate_expect (OfficeWebCertificate *self, const char *name, GError **error)
{
  if (!bears (self, name))
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL,
                          "The certificate “%s” is not for “%s”; give a name that it bears with --public-address.",
                          self->certificate_path, name);
      return FALSE;
    }
  g_free (self->name);
  self->name = g_strdup (name);
  return TRUE;
}
