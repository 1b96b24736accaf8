/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-key-pair.h"

#include "office-problem.h"

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <string.h>

/* Both files together are some kilobytes; more is a slip of the hand. */
#define LARGEST_FILE (1024 * 1024)

static void
free_credentials (gnutls_certificate_credentials_t credentials)
{
  gnutls_certificate_free_credentials (credentials);
}

G_DEFINE_AUTO_CLEANUP_FREE_FUNC (gnutls_certificate_credentials_t, free_credentials, NULL)

static void
explain_file (GError **error, const GError *cause, const char *path)
{
  if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT)
      || g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
    office_problem_set (error, OFFICE_PROBLEM_INTERNAL, NULL, "“%s” cannot be read: there is no such file.", path);
  else if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_ACCES)
           || g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_PERM))
    office_problem_set (error, OFFICE_PROBLEM_INTERNAL, NULL,
                        "“%s” cannot be read by the user who hosts (%s); change its permissions or those of its "
                        "folder, give the host a copy of its own, or let systemd hand it over with LoadCredential=.",
                        path, g_get_user_name ());
  else
    office_problem_set (error, OFFICE_PROBLEM_INTERNAL, NULL, "“%s” cannot be read: %s.", path, cause->message);
}

static char *
read_file (const char *path, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &cause))
    {
      explain_file (error, cause, path);
      return NULL;
    }
  if (length > LARGEST_FILE || strlen (text) != length)
    {
      office_problem_set (error, OFFICE_PROBLEM_INTERNAL, NULL,
                          "“%s” is no PEM file; “openssl x509 -inform DER -in FILE” makes one of a certificate in DER.",
                          path);
      return NULL;
    }
  return g_steal_pointer (&text);
}

/* Before the pair is looked at: then it is known which of the two files is at fault. */
static gboolean
check_certificate (const char *text, const char *path, GError **error)
{
  gnutls_datum_t datum = { (unsigned char *) text, strlen (text) };
  gnutls_x509_crt_t *chain = NULL;
  unsigned int n = 0;
  int code;

  if (strstr (text, "-----BEGIN CERTIFICATE-----") == NULL)
    {
      office_problem_set (
          error, OFFICE_PROBLEM_INTERNAL, NULL,
          "“%s” holds no certificate; it has to be a PEM file with “-----BEGIN CERTIFICATE-----” in it.", path);
      return FALSE;
    }
  code = gnutls_x509_crt_list_import2 (&chain, &n, &datum, GNUTLS_X509_FMT_PEM, 0);
  if (code < 0) /* whose sentences end with a full stop */
    office_problem_set (error, OFFICE_PROBLEM_INTERNAL, NULL, "“%s” is no usable certificate: %s", path,
                        gnutls_strerror (code));
  for (unsigned int i = 0; code >= 0 && i < n; i++)
    gnutls_x509_crt_deinit (chain[i]);
  gnutls_free (chain);
  return code >= 0;
}

/* PKCS #8 says it in its name, older forms in a header of the block (RFC 1421). */
static gboolean
is_encrypted (const char *text)
{
  return strstr (text, "-----BEGIN ENCRYPTED PRIVATE KEY-----") != NULL
         || strstr (text, "Proc-Type: 4,ENCRYPTED") != NULL;
}

static gboolean
check_key (const char *text, const char *path, GError **error)
{
  if (is_encrypted (text))
    office_problem_set (error, OFFICE_PROBLEM_INTERNAL, NULL,
                        "The key “%s” is encrypted, and nobody is there to type its password when the host starts; "
                        "write one without: openssl pkey -in FILE -out NEW.",
                        path);
  else if (strstr (text, "PRIVATE KEY-----") == NULL)
    office_problem_set (error, OFFICE_PROBLEM_INTERNAL, NULL,
                        "“%s” holds no key; it has to be a PEM file with “-----BEGIN PRIVATE KEY-----” in it.", path);
  else
    return TRUE;
  return FALSE;
}

/* GIO takes a key and a certificate that do not belong together, and then fails in every handshake: GnuTLS tells now. */
static gboolean
check_pair (const char *certificate, const char *key, const char *certificate_path, const char *key_path,
            GError **error)
{
  g_auto (gnutls_certificate_credentials_t) pair = NULL;
  gnutls_datum_t certificate_datum = { (unsigned char *) certificate, strlen (certificate) };
  gnutls_datum_t key_datum = { (unsigned char *) key, strlen (key) };
  int code = gnutls_certificate_allocate_credentials (&pair);

  if (code >= 0)
    code = gnutls_certificate_set_x509_key_mem (pair, &certificate_datum, &key_datum, GNUTLS_X509_FMT_PEM);
  if (code >= 0)
    return TRUE;
  if (code == GNUTLS_E_CERTIFICATE_KEY_MISMATCH)
    office_problem_set (error, OFFICE_PROBLEM_INTERNAL, NULL,
                        "The key “%s” does not belong to the certificate “%s”; name the pair that belongs together, "
                        "and of a chain the host’s own certificate has to be the first in its file.",
                        key_path, certificate_path);
  else /* whose sentences end with a full stop */
    office_problem_set (error, OFFICE_PROBLEM_INTERNAL, NULL, "“%s” and “%s” are no usable key and certificate: %s",
                        key_path, certificate_path, gnutls_strerror (code));
  return FALSE;
}

/**
 * office_key_pair_read:
 * @certificate_path: a PEM file; where it holds several, the host's own comes first and its chain behind
 * @key_path: a PEM file with the key, not encrypted; may be the same one
 * @error: return location: INTERNAL with one sentence that names the file, the cause and what to do
 *
 * Returns: (transfer full) (nullable): the certificate with its key and chain
 */
GTlsCertificate *
office_key_pair_read (const char *certificate_path, const char *key_path, GError **error)
{
  g_autofree char *certificate_text = read_file (certificate_path, error);
  g_autofree char *key_text = certificate_text != NULL ? read_file (key_path, error) : NULL;
  g_autofree char *both = NULL;
  g_autoptr (GError) cause = NULL;
  GTlsCertificate *certificate;

  if (key_text == NULL || !check_certificate (certificate_text, certificate_path, error)
      || !check_key (key_text, key_path, error)
      || !check_pair (certificate_text, key_text, certificate_path, key_path, error))
    return NULL;
  both = g_strconcat (certificate_text, "\n", key_text, NULL);
  certificate = g_tls_certificate_new_from_pem (strcmp (certificate_path, key_path) == 0 ? certificate_text : both, -1,
                                                &cause);
  if (certificate == NULL)
    office_problem_set (error, OFFICE_PROBLEM_INTERNAL, NULL, "“%s” and “%s” are no usable key and certificate: %s.",
                        key_path, certificate_path, cause->message);
  return certificate;
}
