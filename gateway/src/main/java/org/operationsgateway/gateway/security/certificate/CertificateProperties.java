package org.operationsgateway.gateway.security.certificate;

import java.util.List;
import org.operationsgateway.gateway.security.grant.Grants;
import org.operationsgateway.gateway.settings.SettingRules;
import org.springframework.util.CollectionUtils;
import org.springframework.util.StringUtils;

/**
 * The settings of the certificates with one subject. Immutable.
 *
 * @param subject the common name of the subject, or an alternative name: a DNS name, an e-mail address or a URI
 * @param grants what the caller may do, such as {@code producer:projects/p}
 */
record CertificateProperties(String subject, List<String> grants) {

    CertificateProperties {
        SettingRules.require(
                StringUtils.hasText(subject),
                "gateway.security.certificates: a certificate has no subject: add its common name.");
        SettingRules.require(
                !CollectionUtils.isEmpty(grants),
                "gateway.security.certificates: " + subject + " has no grants: add some, such as viewer:projects/p.");
        Grants.ofSetting("gateway.security.certificates, " + subject, grants);
    }
}
