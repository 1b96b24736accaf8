/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-certificate.h"

#include "office-interfaces.h"
#include "office-key-pair.h"
#include "office-problem.h"

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#define KEY_FILE           "key.pem"
#define CERTIFICATE_FILE   "certificate.pem"
#define SERIAL_BYTES       16
#define COMMON_NAME_LENGTH 64 /* ub-common-name of RFC 5280 */
#define DAY                (24 * 60 * 60)
#define VALID_DAYS         (20 * 365 + 5)

static void
clear_datum (gnutls_datum_t *datum)
{
  gnutls_free (datum->data);
  datum->data = NULL;
}

typedef gnutls_datum_t Datum;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Datum, clear_datum)
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (gnutls_x509_crt_t, gnutls_x509_crt_deinit, NULL)
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (gnutls_x509_privkey_t, gnutls_x509_privkey_deinit, NULL)

static gboolean
check (int code, GError **error)
{
  if (code >= 0)
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_INTERNAL, NULL, "The certificate cannot be made: %s.",
                      gnutls_strerror (code));
  return FALSE;
}

/* X.509 cuts at 64 bytes; a character must not be cut in two. */
static char *
dup_common_name (const char *name)
{
  g_autofree char *whole = g_strdup_printf ("Office %s", name);
  g_autofree char *cut = g_strndup (whole, COMMON_NAME_LENGTH);
  const char *end;

  if (!g_utf8_validate (cut, -1, &end))
    return g_strndup (cut, end - cut);
  return g_steal_pointer (&cut);
}

static gboolean
add_dns_name (gnutls_x509_crt_t certificate, const char *name, GError **error)
{
  /* A host name that is no DNS name (RFC 5280: IA5) is left out: clients pin the fingerprint, names only please
   * browsers. */
  if (*name == '\0' || !g_str_is_ascii (name))
    return TRUE;
  return check (
      gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_DNSNAME, name, strlen (name), GNUTLS_FSAN_APPEND),
      error);
}

static gboolean
add_address (gnutls_x509_crt_t certificate, GInetAddress *address, GError **error)
{
  return check (gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_IPADDRESS,
                                                      g_inet_address_to_bytes (address),
                                                      g_inet_address_get_native_size (address), GNUTLS_FSAN_APPEND),
                error);
}

static gboolean
add_names (gnutls_x509_crt_t certificate, GError **error)
{
  g_autoptr (GPtrArray) addresses = office_interfaces_list ();
  g_autoptr (GInetAddress) loopback4 = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GInetAddress) loopback6 = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV6);
  g_autofree char *local = g_strconcat (g_get_host_name (), ".local", NULL);

  if (!add_dns_name (certificate, "localhost", error) || !add_dns_name (certificate, g_get_host_name (), error))
    return FALSE;
  if (!g_str_has_suffix (g_get_host_name (), ".local") && !add_dns_name (certificate, local, error))
    return FALSE;
  for (guint i = 0; i < addresses->len; i++)
    {
      if (!add_address (certificate, g_ptr_array_index (addresses, i), error))
        return FALSE;
    }
  return add_address (certificate, loopback4, error) && add_address (certificate, loopback6, error);
}

static gboolean
fill_certificate (gnutls_x509_crt_t certificate, gnutls_x509_privkey_t key, const char *name, OfficeClock *clock,
                  OfficeRandom *random, GError **error)
{
  g_autofree char *common_name = dup_common_name (name);
  guint8 serial[SERIAL_BYTES];
  time_t now = office_clock_now (clock) / 1000;

  office_random_fill (random, serial, sizeof serial);
  serial[0] = (serial[0] & 0x7f) | 0x40; /* positive, and never shorter */

  /* A day back, for desks whose clocks are behind the host's. */
  return check (gnutls_x509_crt_set_version (certificate, 3), error)
         && check (gnutls_x509_crt_set_serial (certificate, serial, sizeof serial), error)
         && check (gnutls_x509_crt_set_activation_time (certificate, now - DAY), error)
         && check (gnutls_x509_crt_set_expiration_time (certificate, now + (time_t) VALID_DAYS * DAY), error)
         && check (gnutls_x509_crt_set_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, common_name,
                                                  strlen (common_name)),
                   error)
         && check (gnutls_x509_crt_set_key (certificate, key), error) && add_names (certificate, error)
         && check (gnutls_x509_crt_set_basic_constraints (certificate, 0, -1), error)
         && check (gnutls_x509_crt_set_key_usage (certificate, GNUTLS_KEY_DIGITAL_SIGNATURE), error)
         && check (gnutls_x509_crt_set_key_purpose_oid (certificate, GNUTLS_KP_TLS_WWW_SERVER, 0), error)
         && check (gnutls_x509_crt_sign2 (certificate, certificate, key, GNUTLS_DIG_SHA256, 0), error);
}

/* g_file_set_contents_full() writes a temporary file and renames it: a crash leaves the old file or the new one. */
static gboolean
write_file (const char *path, const gnutls_datum_t *text, int mode, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (g_file_set_contents_full (path, (const char *) text->data, text->size,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, mode, &local_error))
    return TRUE;
  if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    office_problem_set (error, OFFICE_PROBLEM_UNAVAILABLE, NULL, "The disk of “%s” is full; make room and start again.",
                        path);
  else
    office_problem_set (error, OFFICE_PROBLEM_INTERNAL, NULL, "“%s” cannot be written: %s.", path,
                        local_error->message);
  return FALSE;
}

static gboolean
make (const char *key_path, const char *certificate_path, const char *name, OfficeClock *clock, OfficeRandom *random,
      GError **error)
{
  g_auto (gnutls_x509_privkey_t) key = NULL;
  g_auto (gnutls_x509_crt_t) certificate = NULL;
  g_auto (Datum) key_text = { NULL, 0 };
  g_auto (Datum) certificate_text = { NULL, 0 };

  return check (gnutls_x509_privkey_init (&key), error) && check (gnutls_x509_crt_init (&certificate), error)
         && check (gnutls_x509_privkey_generate2 (key, GNUTLS_PK_ECDSA,
                                                  GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0, NULL, 0),
                   error)
         && fill_certificate (certificate, key, name, clock, random, error)
         && check (gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_PEM, NULL, GNUTLS_PKCS_PLAIN, &key_text),
                   error)
         && check (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, &certificate_text), error)
         && write_file (key_path, &key_text, 0600, error)
         && write_file (certificate_path, &certificate_text, 0644, error);
}

/**
 * office_certificate_open:
 * @folder: the data folder; it must exist
 * @name: of the office, for the certificate's subject
 * @clock: tells the first day of a new certificate
 * @random: gives a new certificate its serial number
 * @fresh: nobody has seen this office yet
 * @error: return location
 *
 * Reads the host's key and certificate, or makes them when both are missing: P-256, signed by itself, for 20 years. One
 * of the two alone is refused, because every client has pinned the pair; unless the office is @fresh, when it is what a
 * crash between the two writes has left. Blocking, some 15 ms; any thread.
 *
 * Returns: (transfer full) (nullable): the certificate with its key
 */
GTlsCertificate *
office_certificate_open (const char *folder, const char *name, OfficeClock *clock, OfficeRandom *random, gboolean fresh,
                         GError **error)
{
  g_autofree char *key_path = g_build_filename (folder, KEY_FILE, NULL);
  g_autofree char *certificate_path = g_build_filename (folder, CERTIFICATE_FILE, NULL);
  gboolean has_key = g_file_test (key_path, G_FILE_TEST_EXISTS);
  gboolean has_certificate = g_file_test (certificate_path, G_FILE_TEST_EXISTS);

  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      office_problem_set (error, OFFICE_PROBLEM_INTERNAL, NULL,
                          "GLib has no TLS on this machine; install glib-networking, or start with --plain.");
      return NULL;
    }
  if (has_key != has_certificate && !fresh)
    {
      office_problem_set (error, OFFICE_PROBLEM_INTERNAL, NULL,
                          "“%s” is there but “%s” is missing; put it back, or remove the first to get a new pair.",
                          has_key ? key_path : certificate_path, has_key ? certificate_path : key_path);
      return NULL;
    }
  if (!(has_key && has_certificate) && !make (key_path, certificate_path, name, clock, random, error))
    return NULL;
  return office_key_pair_read (certificate_path, key_path, error);
}

/**
 * office_certificate_dup_fingerprint:
 * @certificate: a certificate
 *
 * Returns: (transfer full): the SHA-256 of its DER, 64 lower-case hex digits
 */
char *
office_certificate_dup_fingerprint (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;

  g_object_get (certificate, "certificate", &der, NULL);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
}
